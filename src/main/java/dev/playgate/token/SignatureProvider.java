package dev.playgate.token;

/** What can verify signatures. */
public enum SignatureProvider {
    /** The providers that come with the JDK. */
    JDK,
    /** The Amazon Corretto Crypto Provider: native code, for some platforms. */
    CORRETTO;

    /** The highest {@link #cost} that there is. */
    static final int HIGHEST_COST = 15;

    /**
     * What one verification costs, in verifications of RS256 by the JDK (some 40 us of processor time), rounded up
     * (security F4). Declared, not measured at start: an attacker's budget must not depend on how busy a start was.
     */
    int cost(TokenAlgorithm algorithm) {
        return switch (this) {
            case JDK -> switch (algorithm) {
                case RS256 -> 1;
                case ES256, EDDSA -> HIGHEST_COST;
            };
            case CORRETTO -> switch (algorithm) {
                case RS256 -> 1;
                case ES256, EDDSA -> 2;
            };
        };
    }
}
