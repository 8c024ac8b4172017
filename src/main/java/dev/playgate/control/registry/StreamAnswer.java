package dev.playgate.control.registry;

import java.util.List;

import dev.playgate.stream.Stream;

/**
 * A stream, as the API tells of it.
 *
 * @param created UNIX seconds
 * @param updated UNIX seconds
 * @param playout its playout URLs, without a token
 */
record StreamAnswer(String id, String name, String group, String state, Rendition rendition, List<String> tags,
        long created, long updated, PublicProperties.Urls playout) {

    static StreamAnswer of(StoredStream stored, PublicProperties urls) {
        Stream stream = stored.stream();
        return new StreamAnswer(stream.id().toString(), stream.name().value(), stream.group().toString(),
                StateWords.word(stream.state()), stored.rendition(), stored.tags(),
                stored.created().getEpochSecond(), stored.updated().getEpochSecond(), urls.of(stream.name()));
    }
}
