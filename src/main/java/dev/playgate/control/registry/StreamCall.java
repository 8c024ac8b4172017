package dev.playgate.control.registry;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.playgate.control.api.Parameters;
import dev.playgate.control.api.QueryParameters;
import dev.playgate.control.api.RefusedCallException;
import dev.playgate.stream.GroupId;
import dev.playgate.stream.StreamName;
import dev.playgate.stream.StreamState;

/** What the calls about streams may say. */
final class StreamCall {

    static final String[] FILTERS = {"state", "tag", "name", "group", "from", "to"};

    private static final int MAXIMUM_STREAMS = 20;
    private static final int MAXIMUM_TAGS = 20;
    private static final int MAXIMUM_TAG = 64;
    private static final String TAG = "one line of 1 to 64 characters";

    private static final int MAXIMUM_SIDE = 16_384;
    private static final int MAXIMUM_BITRATE = 1_000_000;
    private static final int MAXIMUM_FPS = 1_000;

    private StreamCall() {
    }

    /** The streams of a group that is asked for. */
    static List<NewStream> group(Parameters body) throws RefusedCallException {
        body.only(Set.of("streams", "tags"));
        List<Parameters> streams = body.objects("streams", MAXIMUM_STREAMS);
        if (streams.isEmpty()) {
            throw RefusedCallException.required("streams");
        }
        List<String> ofAll = tags(body);
        List<NewStream> wanted = new ArrayList<>();
        for (Parameters stream : streams) {
            stream.only(Set.of("width", "height", "bitrate", "fps", "tags"));
            Set<String> tags = new LinkedHashSet<>(ofAll);
            tags.addAll(tags(stream));
            if (tags.size() > MAXIMUM_TAGS) {
                throw RefusedCallException.invalid("tags must be at most " + MAXIMUM_TAGS + " for each stream");
            }
            wanted.add(new NewStream(rendition(stream), List.copyOf(tags)));
        }
        return wanted;
    }

    static StreamPatch patch(Parameters body) throws RefusedCallException {
        body.only(Set.of("state", "tags", "width", "height", "bitrate", "fps"));
        Optional<StreamState> state = body.parsed("state",
                word -> StateWords.state(word).filter(known -> known != StreamState.DELETED),
                "created, live, ended or locked");
        Rendition rendition = rendition(body);
        if (state.isEmpty() && !body.has("tags") && rendition.equals(Rendition.UNKNOWN)) {
            throw RefusedCallException.required("state, tags, width, height, bitrate or fps");
        }
        return new StreamPatch(state, body.has("tags") ? Optional.of(tags(body)) : Optional.empty(), rendition);
    }

    static StreamFilter filter(QueryParameters query) throws RefusedCallException {
        return new StreamFilter(query.word("state", StreamState.class), query.text("tag"),
                query.parsed("name", name -> Optional.of(new StreamName(name)),
                        "1 to 64 characters of A-Z a-z 0-9 _ -"),
                query.parsed("group", id -> Optional.of(GroupId.of(id)), Texts.UUID), query.time("from"),
                query.time("to"));
    }

    private static List<String> tags(Parameters body) throws RefusedCallException {
        return body.parsedArray("tags", 0, MAXIMUM_TAGS, text -> Texts.line(text, MAXIMUM_TAG), TAG);
    }

    private static Rendition rendition(Parameters body) throws RefusedCallException {
        return new Rendition(body.number("width", 1, MAXIMUM_SIDE), body.number("height", 1, MAXIMUM_SIDE),
                body.number("bitrate", 1, MAXIMUM_BITRATE), body.number("fps", 1, MAXIMUM_FPS));
    }
}
