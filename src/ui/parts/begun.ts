/** The page's own script begins: imported before all else, so that what the rest takes to load is counted (painted.ts). */
performance.mark('begun')
