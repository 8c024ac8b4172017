package dev.playgate.policy;

import java.util.Optional;

/** One rule. Judged on every request, from memory, never cached (security F1). */
interface Check {

    /** What people who ask for an explanation are told it by; stable. */
    String name();

    /** Empty when the rule has nothing against the case. */
    Optional<Refusal> judge(Case facts);
}
