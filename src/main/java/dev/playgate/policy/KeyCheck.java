package dev.playgate.policy;

import java.util.Optional;

/** The key that proved the token is still in force: a ticket dies with its token's key (security F2). */
record KeyCheck() implements Check {

    @Override
    public String name() {
        return "key";
    }

    @Override
    public Optional<Refusal> judge(Case facts) {
        return facts.keys().find(facts.right().key()).isPresent()
                ? Optional.empty()
                : Optional.of(Refusal.TOKEN_KEY_UNKNOWN);
    }
}
