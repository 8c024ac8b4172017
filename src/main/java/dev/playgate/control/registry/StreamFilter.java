package dev.playgate.control.registry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.playgate.control.api.Page;
import dev.playgate.control.api.QueryParameters;
import dev.playgate.control.api.RefusedCallException;
import dev.playgate.stream.GroupId;
import dev.playgate.stream.OrganisationId;
import dev.playgate.stream.StreamName;
import dev.playgate.stream.StreamState;

/**
 * Which of an organisation's streams are asked for; what is empty asks for nothing.
 *
 * @param tag that it has
 * @param from created then or later
 * @param to created before
 */
public record StreamFilter(Optional<StreamState> state, Optional<String> tag, Optional<StreamName> name,
        Optional<GroupId> group, Optional<Instant> from, Optional<Instant> to) {

    /** The names of the query parameters that {@link #of} reads, with those of {@link Page}. */
    public static Set<String> parameters() {
        return Page.parameters(StreamCall.FILTERS);
    }

    /** As the query of {@code GET /api/v1/streams} has it. */
    public static StreamFilter of(QueryParameters query) throws RefusedCallException {
        return StreamCall.filter(query);
    }

    /** A condition in SQL with its parameters. */
    record Condition(String sql, List<Object> parameters) {}

    Condition condition(OrganisationId organisation) {
        StringBuilder sql = new StringBuilder("organisation = ? AND state <> 'deleted'");
        List<Object> parameters = new ArrayList<>(List.of(organisation.toString()));
        add(sql, parameters, " AND state = ?", state.map(StateWords::word));
        add(sql, parameters, " AND EXISTS (SELECT 1 FROM stream_tag WHERE stream_tag.stream = stream.id AND tag = ?)",
                tag);
        add(sql, parameters, " AND name = ?", name.map(StreamName::value));
        add(sql, parameters, " AND stream_group = ?", group.map(GroupId::toString));
        add(sql, parameters, " AND created >= ?", from.map(Instant::getEpochSecond));
        add(sql, parameters, " AND created < ?", to.map(Instant::getEpochSecond));
        return new Condition(sql.toString(), List.copyOf(parameters));
    }

    private static void add(StringBuilder sql, List<Object> parameters, String condition, Optional<?> value) {
        value.ifPresent(present -> {
            sql.append(condition);
            parameters.add(present);
        });
    }
}
