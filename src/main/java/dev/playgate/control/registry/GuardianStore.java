package dev.playgate.control.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import dev.playgate.catalog.CatalogChange;
import dev.playgate.catalog.CatalogEntry;
import dev.playgate.catalog.EntryKey;
import dev.playgate.catalog.GuardianRule;
import dev.playgate.catalog.GuardianRule.Subject;
import dev.playgate.stream.OrganisationId;
import dev.playgate.viewer.DomainPattern;

/** Organisations' deny and allow lists (product section 7). */
public final class GuardianStore {

    /** Of one kind, of one organisation: every request is held against all of them. */
    public static final int MAXIMUM_RULES = 1_000;

    private static final int SWEPT_AT_A_TIME = 500;
    private static final String COLUMNS = "id, subject, type, until, note, created";

    private final Database database;

    public GuardianStore(Database database) {
        this.database = database;
    }

    /** The lists of an organisation. */
    public enum Kind {
        IP, REFERRER;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A rule as it is in the registry.
     *
     * @param subject the address or range, or the domain
     * @param type deny or allow
     */
    public record Rule(UUID id, String subject, String type, Optional<Instant> until, Optional<String> note,
            Instant created) {}

    /**
     * Makes the rule, or makes the rule of that subject this one; empty when the organisation has {@link #MAXIMUM_RULES}
     * others of its kind, and then nothing is done.
     */
    public Optional<Rule> put(OrganisationId organisation, GuardianLine line, Actor actor) {
        return database.write(write -> {
            Row row = Row.of(line.subject());
            long others = write.sql().sql("""
                SELECT COUNT(*) FROM guardian_rule WHERE organisation = ? AND kind = ? AND subject <> ?
                """).param(organisation.toString()).param(row.kind().word()).param(row.subject()).query(Long.class)
                    .single();
            if (others >= MAXIMUM_RULES) {
                return Optional.empty();
            }
            String id = put(write, organisation, line).toString();
            write.audit(Optional.of(organisation), actor, "guardian.put", row.subject());
            return write.sql().sql("SELECT " + COLUMNS + " FROM guardian_rule WHERE id = ?").param(id)
                    .query((found, _) -> rule(found)).optional();
        });
    }

    /** All of a kind, which are at most {@link #MAXIMUM_RULES}, the newest first. */
    public List<Rule> list(OrganisationId organisation, Kind kind) {
        return database.read(sql -> sql
                .sql("SELECT " + COLUMNS + " FROM guardian_rule WHERE organisation = ? AND kind = ?"
                        + " ORDER BY created DESC, id DESC")
                .param(organisation.toString()).param(kind.word()).query((row, _) -> rule(row)).list());
    }

    public Optional<Rule> find(OrganisationId organisation, Kind kind, UUID id) {
        return database.read(sql -> sql
                .sql("SELECT " + COLUMNS + " FROM guardian_rule WHERE organisation = ? AND kind = ? AND id = ?")
                .param(organisation.toString()).param(kind.word()).param(id.toString())
                .query((row, _) -> rule(row)).optional());
    }

    /** False when the organisation has no such rule of that kind. */
    public boolean remove(OrganisationId organisation, Kind kind, UUID id, Actor actor) {
        return remove(organisation, kind, "id", id.toString(), actor);
    }

    /**
     * False when the organisation has no rule of that kind about it.
     *
     * @param subject in its canonical form
     */
    public boolean remove(OrganisationId organisation, Kind kind, String subject, Actor actor) {
        return remove(organisation, kind, "subject", subject, actor);
    }

    private boolean remove(OrganisationId organisation, Kind kind, String column, String value, Actor actor) {
        return database.write(write -> {
            Optional<Gone> gone = write.sql().sql("DELETE FROM guardian_rule WHERE organisation = ? AND kind = ? AND "
                    + column + " = ? RETURNING " + Gone.COLUMNS).param(organisation.toString()).param(kind.word())
                    .param(value).query((row, _) -> Gone.of(row)).optional();
            gone.ifPresent(rule -> {
                write.change(rule.change());
                write.audit(Optional.of(organisation), actor, "guardian.delete", rule.subject());
            });
            return gone.isPresent();
        });
    }

    /**
     * Forgets rules that have ended, which bite no more as it is. In transactions of bounded size; throws
     * {@link StoreUnavailableException} when one does not succeed, and what those before it forgot stays forgotten.
     *
     * @return how many
     */
    public int sweep(Instant now) {
        int all = 0;
        int swept;
        do {
            swept = database.write(write -> {
                List<Gone> gone = write.sql().sql("""
                    DELETE FROM guardian_rule
                    WHERE id IN (SELECT id FROM guardian_rule WHERE until <= ? ORDER BY until LIMIT ?) AND until <= ?
                    RETURNING
                    """ + Gone.COLUMNS).param(now.getEpochSecond()).param(SWEPT_AT_A_TIME).param(now.getEpochSecond())
                        .query((row, _) -> Gone.of(row)).list();
                gone.forEach(rule -> write.change(rule.change()));
                return gone.size();
            });
            all += swept;
        } while (swept == SWEPT_AT_A_TIME);
        return all;
    }

    /** Makes the rule, or makes the rule of that subject this one. */
    static UUID put(Write write, OrganisationId organisation, GuardianLine line) {
        Row row = Row.of(line.subject());
        UUID id = UUID.fromString(write.sql().sql("""
            INSERT INTO guardian_rule (id, organisation, kind, subject, type, until, note, created)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (organisation, kind, subject)
            DO UPDATE SET type = excluded.type, until = excluded.until, note = excluded.note
            RETURNING id
            """).param(UUID.randomUUID().toString()).param(organisation.toString()).param(row.kind().word())
                .param(row.subject()).param(row.type()).param(Rows.seconds(row.until()))
                .param(line.note().orElse(null)).param(write.now().getEpochSecond()).query(String.class).single());
        write.change(CatalogChange
                .put(new CatalogEntry.OfGuardianRule(new GuardianRule(organisation, id, line.subject()))));
        return id;
    }

    /** A subject as it is stored. */
    private record Row(Kind kind, String subject, String type, Optional<Instant> until) {

        static Row of(Subject subject) {
            return switch (subject) {
                case Subject.Address(var range, var until) -> new Row(Kind.IP, range.toString(), "deny", until);
                case Subject.Pages(var hosts, var denied) -> new Row(Kind.REFERRER,
                        hosts.map(DomainPattern::toString).orElse("*"), denied ? "deny" : "allow", Optional.empty());
            };
        }
    }

    /** A rule that has been removed. */
    private record Gone(OrganisationId organisation, UUID id, String subject) {

        static final String COLUMNS = "organisation, id, subject";

        static Gone of(ResultSet row) throws SQLException {
            return new Gone(OrganisationId.of(row.getString("organisation")), UUID.fromString(row.getString("id")),
                    row.getString("subject"));
        }

        CatalogChange change() {
            return CatalogChange.remove(EntryKey.guardianRule(organisation, id));
        }
    }

    private static Rule rule(ResultSet row) throws SQLException {
        return new Rule(UUID.fromString(row.getString("id")), row.getString("subject"), row.getString("type"),
                Rows.optionalTime(row, "until"), Rows.text(row, "note"), Rows.time(row, "created"));
    }
}
