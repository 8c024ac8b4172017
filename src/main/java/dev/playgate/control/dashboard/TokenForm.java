package dev.playgate.control.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import dev.playgate.control.api.Parameters;
import dev.playgate.control.api.RefusedCallException;

/** Forms about tokens as the parameters of the API's calls, which judge them; only times are worked out here. */
final class TokenForm {

    private static final Map<String, Duration> UNITS = Map.of("minutes", Duration.ofMinutes(1), "hours",
            Duration.ofHours(1), "days", Duration.ofDays(1), "weeks", Duration.ofDays(7));
    private static final int MAXIMUM_DIGITS = 6;

    private TokenForm() {
    }

    /** The form of Create Token. */
    static Parameters parameters(Form form, Instant now) throws RefusedCallException {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        switch (form.text("target").orElse("")) {
            case "group" -> body.put("groupid",
                    form.text("groupid").orElseThrow(() -> RefusedCallException.required("groupid")));
            case "streams" -> {
                List<String> names = TargetPicker.names(form);
                if (names.isEmpty()) {
                    throw RefusedCallException.required("streams");
                }
                put(body, "streams", names);
            }
            case "organisation" -> body.put("orgawide", true);
            default -> throw RefusedCallException.required("target");
        }
        Optional<Instant> notBefore = form.text("start").equals(Optional.of("date"))
                ? Optional.of(date(form, "nbf"))
                : Optional.empty();
        notBefore.ifPresent(at -> body.put("nbf", at.getEpochSecond()));
        switch (form.text("end").orElse("default")) {
            case "lifetime" -> body.put("exp", notBefore.filter(at -> at.isAfter(now)).orElse(now)
                    .plus(lifetime(form)).getEpochSecond());
            case "date" -> body.put("exp", date(form, "exp").getEpochSecond());
            default -> {
                // The API's own default.
            }
        }
        for (String flag : List.of("revocable", "forceDisconnect")) {
            if (form.text(flag).isPresent()) {
                body.put(flag, true);
            }
        }
        putAny(body, "ip", list(form, "ip"));
        for (String text : List.of("domain", "user", "tag")) {
            form.text(text).ifPresent(value -> body.put(text, value));
        }
        return new Parameters(body);
    }

    /** The form of "would it play?", as the parameters of the API's call. */
    static Parameters explanation(Form form) throws RefusedCallException {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        for (String name : List.of("token", "stream", "ip", "page")) {
            form.text(name).ifPresent(text -> body.put(name, text));
        }
        if (form.text("time").isPresent()) {
            body.put("time", date(form, "time").getEpochSecond());
        }
        return new Parameters(body);
    }

    /** The form that revokes many tokens. */
    static Parameters revocation(Form form, boolean dryRun) throws RefusedCallException {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        for (String name : List.of("user", "tag", "groupid")) {
            form.text(name).ifPresent(text -> body.put(name, text));
        }
        putAny(body, "streams", list(form, "streams"));
        for (String name : List.of("issuedBefore", "until")) {
            form.date(name).ifPresent(at -> body.put(name, at.getEpochSecond()));
        }
        return new Parameters(body.put("orgawide", form.text("orgawide").isPresent()).put("dryRun", dryRun));
    }

    private static void putAny(ObjectNode body, String name, List<String> values) {
        if (!values.isEmpty()) {
            put(body, name, values);
        }
    }

    private static void put(ObjectNode body, String name, List<String> values) {
        ArrayNode array = body.putArray(name);
        values.forEach(array::add);
    }

    private static List<String> list(Form form, String name) throws RefusedCallException {
        return list(form.text(name).orElse(""));
    }

    /** One in a line, or by commas. */
    static List<String> list(String text) {
        return Arrays.stream(text.split("[\\s,]+")).filter(item -> !item.isEmpty()).toList();
    }

    private static Duration lifetime(Form form) throws RefusedCallException {
        String amount = form.text("amount").orElseThrow(() -> RefusedCallException.required("amount"));
        Duration unit = Optional.ofNullable(UNITS.get(form.text("unit").orElse("")))
                .orElseThrow(() -> RefusedCallException.invalid("unit must be minutes, hours, days or weeks"));
        if (amount.length() > MAXIMUM_DIGITS || !amount.matches("[1-9][0-9]*")) {
            throw RefusedCallException.invalid("amount must be a whole number from 1");
        }
        return unit.multipliedBy(Long.parseLong(amount));
    }

    /** As browsers send a date with a time; in UTC. */
    private static Instant date(Form form, String name) throws RefusedCallException {
        return form.date(name).orElseThrow(() -> RefusedCallException.required(name));
    }
}
