/** Desk or phone: the width at which tables become cards and the navigation moves to the bottom. */
import { useMediaQuery } from '@vueuse/core'

export const useWide = () => useMediaQuery('(min-width: 768px)')
