package dev.playgate.edge;

import dev.playgate.policy.Refusal;
import dev.playgate.stream.TargetFault;

/** What a viewer is told of a target that is refused. */
public final class TargetFaults {

    private TargetFaults() {
    }

    public static Refusal refusal(TargetFault fault) {
        return switch (fault) {
            case PATH, QUERY, STREAM_NAME -> Refusal.TARGET_MALFORMED;
            case AMBIGUOUS_STREAM -> Refusal.STREAM_AMBIGUOUS;
            case AMBIGUOUS_CREDENTIAL -> Refusal.CREDENTIAL_AMBIGUOUS;
        };
    }
}
