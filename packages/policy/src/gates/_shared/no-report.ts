/** Why nothing can be said of vulnerabilities when the packages were not compared with advisories. */
export const noReport = 'the packages were not matched with advisories: run gantry db update and check again';
