package dev.playgate.token;

/** Ends the reading of a token at its first fault; never leaves the package. */
final class FaultyToken extends Exception {

    private final TokenFault fault;

    FaultyToken(TokenFault fault) {
        super(fault.name(), null, false, false);
        this.fault = fault;
    }

    TokenFault fault() {
        return fault;
    }
}
