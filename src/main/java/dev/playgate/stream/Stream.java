package dev.playgate.stream;

import java.util.UUID;

/**
 * One rendition of a stream group (product section 1).
 *
 * @param id the stream id; the group's passthrough stream has the group's id
 * @param name unique over all organisations
 */
public record Stream(UUID id, StreamName name, GroupId group, OrganisationId organisation, StreamState state) {}
