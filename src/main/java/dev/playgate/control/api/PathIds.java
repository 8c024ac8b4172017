package dev.playgate.control.api;

import java.util.UUID;

/** Ids in a call's path. */
public final class PathIds {

    private PathIds() {
    }

    /**
     * The UUID in its canonical lower-case form. Nothing has an id of another form, so that is answered as an unknown id
     * is.
     *
     * @param what completes "There is no such ..."
     */
    public static UUID uuid(String text, String what) throws RefusedCallException {
        try {
            UUID id = UUID.fromString(text);
            if (id.toString().equals(text)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw RefusedCallException.unknown(what);
    }
}
