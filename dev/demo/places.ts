/** A zone of the demonstration council, shaped by West Northamptonshire's report of December 2022 (table 2 and section 4.11). */
export interface DemoZone {
  readonly name: string
  readonly places: readonly { readonly name: string; readonly longitude: number; readonly latitude: number }[]
  readonly pencePerHour: number
  /** Providers on the framework in the zone by kind, as printed; `untyped` are those the report counts without a kind. */
  readonly providers: { readonly local: number; readonly regional: number; readonly national: number; readonly untyped: number }
  /** Minutes a week awaiting placement on the report's day, 13 October 2022. */
  readonly waitingMinutes: number
  /** Share of the people, per cent: our own choice, the report gives none. */
  readonly peoplePercent: number
}

const at = (name: string, latitude: number, longitude: number): { name: string; longitude: number; latitude: number } => ({ name, longitude, latitude })

/** Seven zones with their places (coordinates of the towns and villages), rates, providers and waiting hours. */
export const DEMO_ZONES: readonly DemoZone[] = [
  { name: 'Daventry 1', places: [at('Daventry', 52.2596, -1.1614), at('Braunston', 52.2903, -1.2063)], pencePerHour: 1939, providers: { local: 11, regional: 0, national: 1, untyped: 0 }, waitingMinutes: 13440, peoplePercent: 11 },
  { name: 'Daventry 2', places: [at('Long Buckby', 52.3028, -1.0828), at('Rugby', 52.3709, -1.265), at('Kilsby', 52.334, -1.1757)], pencePerHour: 2032, providers: { local: 1, regional: 0, national: 2, untyped: 10 }, waitingMinutes: 5955, peoplePercent: 8 },
  { name: 'South Northampton 1', places: [at('Brackley', 52.0321, -1.1467), at('Middleton Cheney', 52.073, -1.2752), at('Silverstone', 52.0907, -1.026)], pencePerHour: 2032, providers: { local: 7, regional: 1, national: 2, untyped: 0 }, waitingMinutes: 6285, peoplePercent: 9 },
  { name: 'South Northampton 2', places: [at('Bugbrooke', 52.2087, -1.0123), at('Towcester', 52.133, -0.9893), at('Old Stratford', 52.0637, -0.8646), at('Tiffield', 52.1589, -0.995)], pencePerHour: 2032, providers: { local: 6, regional: 1, national: 1, untyped: 0 }, waitingMinutes: 7359, peoplePercent: 10 },
  { name: 'Northampton 1', places: [at('Kingsthorpe', 52.264, -0.9), at('Duston', 52.248, -0.948)], pencePerHour: 1800, providers: { local: 5, regional: 0, national: 5, untyped: 0 }, waitingMinutes: 8820, peoplePercent: 22 },
  { name: 'Northampton 2', places: [at('Town Centre', 52.237, -0.896), at('Hardingstone', 52.2135, -0.8725), at('Wootton', 52.2005, -0.8885), at('Far Cotton', 52.2265, -0.906)], pencePerHour: 1800, providers: { local: 7, regional: 1, national: 2, untyped: 0 }, waitingMinutes: 3285, peoplePercent: 18 },
  { name: 'Northampton 3', places: [at('Billing', 52.2475, -0.818), at('Weston Favell', 52.25, -0.848), at('Thorplands', 52.2715, -0.8535), at('Lumbertubs', 52.263, -0.8385)], pencePerHour: 1800, providers: { local: 6, regional: 1, national: 4, untyped: 0 }, waitingMinutes: 1995, peoplePercent: 22 },
]

/** Ratings of the 55 registered providers, as printed (table 3): 44 on the framework and 11 off it. */
export const DEMO_RATINGS = [
  ['Outstanding', 2],
  ['Good', 31],
  ['Requires improvement', 15],
  ['Not rated', 7],
] as const
