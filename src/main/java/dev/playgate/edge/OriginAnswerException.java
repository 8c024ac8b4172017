package dev.playgate.edge;

/** The origin's answer cannot be delivered. */
public final class OriginAnswerException extends RuntimeException {

    OriginAnswerException(String fault) {
        super(fault);
    }
}
