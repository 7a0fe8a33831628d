/**
 * Who a page believes to be signed in. All tabs of a browser share one cookie: a page that slept while somebody else
 * signed in must neither act in their name nor show what is theirs. Optional; other clients leave it out.
 */
export const PERSON_HEADER = 'X-Person'
/** Code of the refusal (401) when it is somebody else's session by now. */
export const PERSON_CHANGED = 'person-changed'
