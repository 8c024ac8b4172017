package dev.playgate.control.dashboard;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ServerWebExchange;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.playgate.control.api.Parameters;
import dev.playgate.control.api.RefusedCallException;
import dev.playgate.stream.OrganisationId;

/** A form that was sent. */
record Form(MultiValueMap<String, String> fields) {

    /** What stands in a field, without blanks around it; empty when nothing does. */
    Optional<String> text(String name) throws RefusedCallException {
        return raw(name).map(String::strip).filter(text -> !text.isEmpty());
    }

    private Optional<String> raw(String name) throws RefusedCallException {
        List<String> values = fields.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw RefusedCallException.invalid(name + " must stand once");
        }
        return values.stream().findFirst();
    }

    /** The fields as a call of the API has them, which is where they are judged; those without a text are left out. */
    Parameters parameters(Set<String> names) throws RefusedCallException {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        for (String name : names) {
            raw(name).filter(text -> !text.isEmpty()).ifPresent(text -> body.put(name, text));
        }
        return new Parameters(body);
    }

    /** With that in the field, whatever stood there. */
    Form with(String name, String text) {
        MultiValueMap<String, String> other = new LinkedMultiValueMap<>(fields);
        other.set(name, text);
        return new Form(other);
    }

    /** Of a GET. */
    static Form ofQuery(ServerWebExchange exchange) {
        return new Form(exchange.getRequest().getQueryParams());
    }

    static Optional<OrganisationId> organisation(String text) {
        try {
            return Optional.of(OrganisationId.of(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
