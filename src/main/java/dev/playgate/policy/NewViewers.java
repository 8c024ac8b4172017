package dev.playgate.policy;

import dev.playgate.token.ProofCache;

/**
 * Which of those who begin to play may come in. Not asked about tickets, whose session runs, nor where no token is needed.
 */
public interface NewViewers extends ProofCache.Consent {

    /** Whoever it is. */
    NewViewers ALL = new NewViewers() {

        @Override
        public boolean mayVerify() {
            return true;
        }

        @Override
        public boolean mayPlay(Right.OfToken right, PlayoutRequest request) {
            return true;
        }
    };

    /** Whether a token may be verified that nobody has shown yet, or not lately. */
    @Override
    boolean mayVerify();

    /** Whether the holder of the token may play, who begins with this request, or has begun with an earlier one. */
    boolean mayPlay(Right.OfToken right, PlayoutRequest request);
}
