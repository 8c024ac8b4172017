package dev.playgate.control.dashboard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import dev.playgate.control.api.Parameters;
import dev.playgate.control.api.RefusedCallException;
import dev.playgate.control.api.Role;
import dev.playgate.control.registry.GroupStore;
import dev.playgate.control.registry.NewStream;
import dev.playgate.control.registry.StoredGroup;

/** {@code /stream/new}: a group is made, and what to do with it is said on the page that follows. */
@Hidden
@Controller
final class NewStreamController {

    /** How many streams the form has room for; the API takes more. */
    static final List<Integer> ROWS = List.of(1, 2, 3, 4);

    private static final List<String> PICTURE = List.of("width", "height", "bitrate", "fps");

    private static final Pattern OF_STREAM = Pattern.compile("Streams\\[([0-3])\\]\\.([a-z]+)(.*)");

    private final PageCalls pages;
    private final GroupStore groups;

    NewStreamController(PageCalls pages, GroupStore groups) {
        this.pages = pages;
        this.groups = groups;
    }

    @GetMapping(DashboardPaths.NEW_STREAM)
    Mono<Void> form(ServerWebExchange exchange) {
        return pages.own(exchange, Role.READ_ONLY, (visitor, _, _) -> form(visitor, Map.of(), Optional.empty()));
    }

    private static PageAnswer form(Visitor visitor, Map<String, String> fields, Optional<Problem> problem) {
        Map<String, Object> model = new HashMap<>(Map.of("fields", fields, "rows", ROWS, "picture", PICTURE,
                "mayCreate", visitor.may(Role.USER)));
        problem.ifPresent(present -> model.put("problem", present));
        return new PageAnswer.Shown(problem.map(Problem::status).orElse(200), "stream-new", model);
    }

    @PostMapping(DashboardPaths.NEW_STREAM)
    Mono<Void> create(ServerWebExchange exchange) {
        return pages.own(exchange, Role.USER, (visitor, form, organisation) -> {
            try {
                StoredGroup group = groups
                        .create(organisation, NewStream.ofGroup(parameters(form)), visitor.caller().actor())
                        .orElseThrow(() -> RefusedCallException.unknown("organisation"));
                return new PageAnswer.Moved("/stream/new/" + group.id());
            } catch (RefusedCallException refusal) {
                return form(visitor, sent(form), Optional.of(problem(form, Problem.of(refusal))));
            }
        });
    }

    private static Map<String, String> sent(Form form) throws RefusedCallException {
        List<String> names = new ArrayList<>(List.of("tags"));
        ROWS.forEach(row -> PICTURE.forEach(name -> names.add(name + row)));
        Map<String, String> fields = new HashMap<>();
        for (String name : names) {
            form.text(name).ifPresent(text -> fields.put(name, text));
        }
        return fields;
    }

    /** The API judges them; a row of which nothing is filled in is a stream only where it is the first. */
    private static Parameters parameters(Form form) throws RefusedCallException {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        ArrayNode tags = body.putArray("tags");
        Arrays.stream(form.text("tags").orElse("").split("[\\r\\n,]+")).map(String::strip)
                .filter(tag -> !tag.isEmpty()).forEach(tags::add);
        ArrayNode streams = body.putArray("streams");
        for (int row : filled(form)) {
            ObjectNode stream = streams.addObject();
            for (String name : PICTURE) {
                form.text(name + row).ifPresent(text -> put(stream, name, text));
            }
        }
        return new Parameters(body);
    }

    private static List<Integer> filled(Form form) throws RefusedCallException {
        List<Integer> filled = new ArrayList<>();
        for (int row : ROWS) {
            boolean says = row == ROWS.getFirst();
            for (String name : PICTURE) {
                says |= form.text(name + row).isPresent();
            }
            if (says) {
                filled.add(row);
            }
        }
        return filled;
    }

    /** In the words of the form, which has rows where the API has an array. */
    private static Problem problem(Form form, Problem problem) throws RefusedCallException {
        Matcher matcher = OF_STREAM.matcher(problem.text());
        if (!matcher.matches()) {
            return problem;
        }
        int row = filled(form).get(Integer.parseInt(matcher.group(1)));
        return new Problem(problem.status(), matcher.group(2) + row,
                (row == ROWS.getFirst() ? "Passthrough: " : "Rendition " + row + ": ") + matcher.group(2)
                        + matcher.group(3));
    }

    private static void put(ObjectNode stream, String name, String text) {
        if (text.matches("[0-9]{1,9}")) {
            stream.put(name, Integer.parseInt(text));
        } else {
            stream.put(name, text);
        }
    }
}
