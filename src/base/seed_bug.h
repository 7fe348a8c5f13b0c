/* base/seed_bug.h - deliberate protocol bugs, to test the tests.
 *
 * A build with -DWEIR_SEED_BUG=k breaks one rule of the protocol; tests/crash/seeded_bugs.tsv says which, and
 * tests/crash/seeded_bugs.py shows that the crash tests notice each. 0, the default, is the real program: the
 * compiler drops every branch on WR_BUG. */
#ifndef WR_BASE_SEED_BUG_H
#define WR_BASE_SEED_BUG_H

#ifndef WEIR_SEED_BUG
#define WEIR_SEED_BUG 0
#endif
#define WR_BUG(k) (WEIR_SEED_BUG == (k))
#endif
