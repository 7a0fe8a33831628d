/** Where the statement page puts a proof for the page that checks it, in the session storage of the tab. */
export const HANDED_OVER = 'changxin-proof'
export const CHECK_PAGE = '/check.html'
