package dev.playgate.edge;

/** The ways that media takes through an edge; the same rules hold on each. */
enum MediaPath {

    /** Spring Cloud Gateway, with the lane turned off. */
    GATEWAY,

    /** The express lane, for what it takes. */
    EXPRESS;

    /** Started when it is asked for first. */
    RunningEdge edge() {
        return switch (this) {
            case GATEWAY -> RunningEdge.withoutLane();
            case EXPRESS -> RunningEdge.get();
        };
    }
}
