package dev.playgate.control.registry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.playgate.control.api.Listed;
import dev.playgate.control.api.Page;
import dev.playgate.stream.OrganisationId;

/** What was done, by whom and from where. Written by {@link Write#audit}, and never changed. */
public final class AuditStore {

    private final Database database;

    public AuditStore(Database database) {
        this.database = database;
    }

    /** One thing that was done. */
    public record Entry(String id, Instant at, Actor actor, String action, String subject) {}

    /**
     * Which entries are asked for.
     *
     * @param organisation empty: the installation's
     * @param from inclusive
     * @param to exclusive
     */
    public record Selection(Optional<OrganisationId> organisation, Optional<String> action, Optional<Instant> from,
            Optional<Instant> to) {}

    /** The newest first. */
    public Listed<Entry> list(Selection selection, Page page) {
        List<Object> values = new ArrayList<>();
        String where = where(selection, values);
        return database.read(sql -> {
            long total = sql.sql("SELECT COUNT(*) FROM audit" + where).params(values).query(Long.class).single();
            List<Object> all = new ArrayList<>(values);
            all.add(page.size());
            all.add(page.offset());
            List<Entry> entries = sql
                    .sql("SELECT id, at, actor, source, action, subject FROM audit" + where
                            + " ORDER BY at DESC, id DESC LIMIT ? OFFSET ?")
                    .params(all)
                    .query((row, _) -> new Entry(row.getString("id"), Instant.ofEpochMilli(row.getLong("at")),
                            new Actor(row.getString("actor"), row.getString("source")), row.getString("action"),
                            row.getString("subject")))
                    .list();
            return Listed.of(entries, total, page);
        });
    }

    private static String where(Selection selection, List<Object> values) {
        StringBuilder where = new StringBuilder(" WHERE organisation ")
                .append(selection.organisation().isPresent() ? "= ?" : "IS NULL");
        selection.organisation().ifPresent(organisation -> values.add(organisation.toString()));
        selection.action().ifPresent(action -> {
            where.append(" AND action = ?");
            values.add(action);
        });
        selection.from().ifPresent(from -> {
            where.append(" AND at >= ?");
            values.add(from.toEpochMilli());
        });
        selection.to().ifPresent(to -> {
            where.append(" AND at < ?");
            values.add(to.toEpochMilli());
        });
        return where.toString();
    }
}
