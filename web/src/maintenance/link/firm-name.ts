/** A firm's name as people type it, as a name of a person may be: brackets become spaces, `重庆某某（垫江）公司`. */
export const firmName = (typed: string) => typed.replaceAll(/[()（）\s]+/g, ' ').trim()
