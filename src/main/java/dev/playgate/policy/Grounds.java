package dev.playgate.policy;

import java.util.Optional;

import dev.playgate.token.Ticket;

/**
 * What a running session stands on: that it could be let through now, with the right that it was let through with.
 *
 * @param request as it was let through, at its time
 * @param ticket its right, made from its credential; empty: the playout needed none
 */
public record Grounds(PlayoutRequest request, Optional<Ticket> ticket) {}
