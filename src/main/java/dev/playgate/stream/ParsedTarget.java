package dev.playgate.stream;

/** The outcome of parsing a request's target. */
public sealed interface ParsedTarget permits PlayoutTarget, ParsedTarget.NotPlayout, ParsedTarget.Faulty {

    /** The target is in normal form and is not a playout URL. */
    record NotPlayout(String path) implements ParsedTarget {}

    /** The target is refused whatever it may name. */
    record Faulty(TargetFault fault) implements ParsedTarget {}
}
