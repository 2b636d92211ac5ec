// Common English given and family names put together by chance, and provider names of our own. Nobody real is meant.
export const GIVEN_NAMES = {
  female: ['Margaret', 'Jean', 'Doris', 'Patricia', 'Joan', 'Sheila', 'Maureen', 'Brenda', 'Audrey', 'Kathleen', 'Sylvia', 'Beryl', 'Joyce', 'Dorothy', 'Barbara', 'Pamela', 'Eileen', 'Hilda', 'Irene', 'Olive', 'Manjit', 'Surinder', 'Halina', 'Yvonne', 'Gloria', 'Rekha', 'Winifred', 'Edna', 'Vera', 'Christine'],
  male: ['Ronald', 'Kenneth', 'Derek', 'Raymond', 'Dennis', 'Stanley', 'Leslie', 'Gordon', 'Norman', 'Alan', 'Frank', 'Roy', 'Cyril', 'Harold', 'Geoffrey', 'Brian', 'Donald', 'Maurice', 'Eric', 'Sidney', 'Gurdial', 'Harbans', 'Stefan', 'Winston', 'Ramesh', 'Arthur', 'Walter', 'Bernard', 'Clifford', 'Terence'],
} as const
export const FAMILY_NAMES = ['Abbott', 'Adkins', 'Barker', 'Bates', 'Beasley', 'Billingham', 'Bird', 'Blencowe', 'Buckby', 'Burrows', 'Chambers', 'Cherry', 'Clements', 'Cooper', 'Cosford', 'Dunkley', 'Eales', 'Faulkner', 'Garrett', 'Gill', 'Goodman', 'Haddon', 'Harris', 'Hickman', 'Holloway', 'Inns', 'Jeffs', 'Judkins', 'Kaur', 'Kowalski', 'Lines', 'Litchfield', 'Marriott', 'Masters', 'Newitt', 'Norton', 'Orton', 'Osborne', 'Patel', 'Perkins', 'Pinfold', 'Quick', 'Rainbow', 'Reynolds', 'Roberts', 'Sharman', 'Singh', 'Smart', 'Tarry', 'Thompson', 'Tomkins', 'Underwood', 'Varnham', 'Walker', 'Warren', 'Watts', 'Wilkins', 'Wright', 'Yates', 'York'] as const
export const STREETS = ['Orchard Close', 'Mill Lane', 'Church Street', 'High Street', 'Station Road', 'The Green', 'Elm Drive', 'Queens Road', 'Meadow View', 'Bakers Row', 'Chapel Hill', 'Spinney Way', 'Park Avenue', 'Badby Rise', 'Weavers Court', 'Nene Terrace'] as const
export const LANGUAGES = ['Polish', 'Punjabi', 'Gujarati', 'Romanian', 'Bengali'] as const
const FIRST = ['Alder', 'Bramble', 'Cedar', 'Clover', 'Fernleigh', 'Foxglove', 'Harebell', 'Hazel', 'Holly', 'Ivy', 'Juniper', 'Larkfield', 'Linden', 'Maple', 'Meadow', 'Nightingale', 'Oakwell', 'Orchard', 'Poplar', 'Primrose', 'Quince', 'Rosemary', 'Rowan', 'Saffron', 'Sorrel', 'Sycamore', 'Teasel', 'Thistle', 'Willow', 'Yarrow', 'Bluebell', 'Campion', 'Damson', 'Elder', 'Furrow', 'Gorse', 'Hawthorn', 'Iris', 'Jasmine', 'Kestrel', 'Lavender', 'Mallow', 'Nettlebed', 'Osier', 'Plover', 'Russet', 'Speedwell', 'Tansy', 'Umber', 'Vetch', 'Wagtail', 'Wren', 'Zinnia', 'Heron', 'Kingfisher'] as const
const SECOND = ['Homecare', 'Care at Home', 'Home Support', 'Care Services', 'Community Care'] as const

/** Name of the n-th invented provider, counted from 0; 55 names. */
export function demoProviderName(index: number): string {
  return `${FIRST[index % FIRST.length] ?? 'Alder'} ${SECOND[index % SECOND.length] ?? 'Homecare'} Ltd`
}
