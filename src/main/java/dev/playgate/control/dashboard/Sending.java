package dev.playgate.control.dashboard;

import java.util.Optional;

import dev.playgate.catalog.Feature;
import dev.playgate.catalog.Organisation;
import dev.playgate.control.api.Role;
import dev.playgate.stream.StreamName;

/**
 * Whether a stream's page sends to it from the browser.
 *
 * @param endpoint the stream's WHIP endpoint; empty: it does not
 * @param hint why not, and what to do about it; empty where there is nothing to be done
 */
record Sending(String endpoint, String hint) {

    static Sending of(IngestProperties ingest, Organisation organisation, Visitor visitor, StreamName stream) {
        Optional<String> endpoint = ingest.whip(stream);
        if (endpoint.isEmpty()) {
            return new Sending("", "");
        }
        if (!organisation.features().contains(Feature.WEBCASTER)) {
            return new Sending("", "Upgrade needed: your organisation does not have the package webcaster. Ask the"
                    + " operator of this installation.");
        }
        if (!visitor.may(Role.USER)) {
            return new Sending("", "Who has the role nanoUser sends from the browser here.");
        }
        return new Sending(endpoint.get(), "");
    }
}
