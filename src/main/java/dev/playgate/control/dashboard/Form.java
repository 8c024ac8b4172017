package dev.playgate.control.dashboard;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
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

    /** What stands in all fields of that name, which may be many. */
    List<String> all(String name) {
        return fields.getOrDefault(name, List.of()).stream().map(String::strip).filter(text -> !text.isEmpty())
                .toList();
    }

    /** The fields as a call of the API has them, which is where they are judged; those without a text are left out. */
    Parameters parameters(Set<String> names) throws RefusedCallException {
        return new Parameters(body(names));
    }

    private ObjectNode body(Set<String> names) throws RefusedCallException {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        for (String name : names) {
            raw(name).filter(text -> !text.isEmpty()).ifPresent(text -> body.put(name, text));
        }
        return body;
    }

    /** One field, without blanks around it, as a call has it: also where nothing stands in it. */
    Parameters parameter(String name) throws RefusedCallException {
        String text = raw(name).orElseThrow(() -> RefusedCallException.required(name)).strip();
        return new Parameters(JsonMapper.shared().createObjectNode().put(name, text));
    }

    /** As well, with times among them, which are in UTC and have been chosen as a date and a time. */
    Parameters parameters(Set<String> names, Set<String> times) throws RefusedCallException {
        ObjectNode body = body(names);
        for (String name : times) {
            date(name).ifPresent(time -> body.put(name, time.getEpochSecond()));
        }
        return new Parameters(body);
    }

    /** In UTC. */
    Optional<Instant> date(String name) throws RefusedCallException {
        try {
            return text(name).map(LocalDateTime::parse).map(time -> time.toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException e) {
            throw RefusedCallException.invalid(name + " must be a date and a time, such as 2026-12-31T20:15");
        }
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
