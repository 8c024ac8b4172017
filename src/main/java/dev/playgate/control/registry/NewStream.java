package dev.playgate.control.registry;

import java.util.List;

import dev.playgate.control.api.Parameters;
import dev.playgate.control.api.RefusedCallException;

/** A stream that is asked for. */
public record NewStream(Rendition rendition, List<String> tags) {

    public NewStream {
        tags = List.copyOf(tags);
    }

    /** Those of a group, as the body of {@code POST /api/v1/groups} names them. */
    public static List<NewStream> ofGroup(Parameters body) throws RefusedCallException {
        return StreamCall.group(body);
    }
}
