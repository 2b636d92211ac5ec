/** Where something is, in degrees (WGS84). */
export interface Place {
  readonly longitude: number
  readonly latitude: number
}

const EARTH_METRES = 6_371_009

/** Metres along the surface of a round earth (haversine, mean radius 6,371,009 m): right to half a percent. */
export function metresBetween(a: Place, b: Place): number {
  const [fromLat, toLat] = [radians(a.latitude), radians(b.latitude)]
  const half = Math.sin((toLat - fromLat) / 2) ** 2 + Math.cos(fromLat) * Math.cos(toLat) * Math.sin(radians(b.longitude - a.longitude) / 2) ** 2
  return 2 * EARTH_METRES * Math.asin(Math.min(1, Math.sqrt(half)))
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180
}
