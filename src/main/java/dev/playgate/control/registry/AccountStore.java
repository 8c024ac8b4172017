package dev.playgate.control.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

import dev.playgate.stream.OrganisationId;

/**
 * People: organisations' users, and operators. Where an {@link Optional} organisation is asked for, an empty one stands
 * for the operators. A password is here only as its hash.
 */
public final class AccountStore {

    /** Wire name of the role of operators. */
    private static final String OPERATOR = "operator";

    private final Database database;
    private final SessionStore sessions;

    public AccountStore(Database database, SessionStore sessions) {
        this.database = database;
        this.sessions = sessions;
    }

    /**
     * A person.
     *
     * @param role wire name of the role
     * @param organisation empty: an operator of the whole installation
     */
    public record Account(UUID id, String email, String role, Optional<OrganisationId> organisation) {}

    /** A person with what proves that it is this one. */
    public record Known(Account account, String passwordHash) {}

    /** A person in a list. */
    public record Entry(UUID id, String email, String role, Instant created) {}

    /** Whose session the bintu token is; empty for one that is none, or has ended. */
    public Optional<Account> bySession(String bintuToken, Instant now) {
        return database.read(sql -> sql.sql("""
            SELECT account.id, email, role, organisation FROM account_session
            JOIN account ON account.id = account_session.account
            WHERE sha256 = ? AND expires > ?
            """).param(ApiKeyHash.of(bintuToken).hex()).param(now.getEpochSecond())
                .query((row, _) -> account(row)).optional());
    }

    /** Whether there is such an organisation. */
    public boolean isOrganisation(OrganisationId organisation) {
        return database.read(sql -> sql.sql("SELECT COUNT(*) FROM organisation WHERE id = ?")
                .param(organisation.toString()).query(Long.class).single()) > 0;
    }

    /** Who has the address. */
    public Optional<Known> find(EmailAddress email) {
        return find("email", email.value());
    }

    /** Who has the id. */
    public Optional<Known> find(UUID id) {
        return find("id", id.toString());
    }

    private Optional<Known> find(String column, String value) {
        return database.read(sql -> sql
                .sql("SELECT id, email, role, organisation, password FROM account WHERE " + column + " = ?")
                .param(value).query((row, _) -> new Known(account(row), row.getString("password"))).optional());
    }

    /** All of them, by address. */
    public List<Entry> list(Optional<OrganisationId> organisation) {
        return database.read(sql -> owned(organisation, sql
                .sql("SELECT id, email, role, created FROM account WHERE " + owner(organisation) + " ORDER BY email"))
                .query((row, _) -> new Entry(UUID.fromString(row.getString("id")), row.getString("email"),
                        row.getString("role"), Rows.time(row, "created")))
                .list());
    }

    /** Makes a user. Empty when somebody has the address, in this organisation or another. */
    public Optional<Entry> makeUser(OrganisationId organisation, EmailAddress email, String role, String passwordHash,
            Actor actor) {
        return database.write(write -> user(write, organisation, email, role, passwordHash, actor));
    }

    /** False when somebody has the address. */
    static boolean addUser(Write write, OrganisationId organisation, EmailAddress email, String role,
            String passwordHash, Actor actor) {
        return user(write, organisation, email, role, passwordHash, actor).isPresent();
    }

    private static Optional<Entry> user(Write write, OrganisationId organisation, EmailAddress email, String role,
            String passwordHash, Actor actor) {
        Optional<Entry> made = make(write, Optional.of(organisation), email, role, passwordHash);
        made.ifPresent(_ -> write.audit(Optional.of(organisation), actor, "user.create", email.value()));
        return made;
    }

    /** Makes an operator. Empty when somebody has the address. */
    public Optional<Entry> makeOperator(EmailAddress email, String passwordHash, Actor actor) {
        return database.write(write -> {
            Optional<Entry> made = make(write, Optional.empty(), email, OPERATOR, passwordHash);
            made.ifPresent(_ -> write.audit(Optional.empty(), actor, "operator.create", email.value()));
            return made;
        });
    }

    private static Optional<Entry> make(Write write, Optional<OrganisationId> organisation, EmailAddress email,
            String role, String passwordHash) {
        UUID id = UUID.randomUUID();
        boolean made = write.sql().sql("""
            INSERT INTO account (id, organisation, email, password, role, created) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (email) DO NOTHING
            """).param(id.toString()).param(organisation.map(OrganisationId::toString).orElse(null))
                .param(email.value()).param(passwordHash).param(role).param(write.now().getEpochSecond())
                .update() > 0;
        return made ? Optional.of(new Entry(id, email.value(), role, write.now())) : Optional.empty();
    }

    /** Gives the user another role or password, and ends its sessions. False when the organisation has no such user. */
    public boolean changeUser(OrganisationId organisation, UUID id, Optional<String> role,
            Optional<String> passwordHash, Actor actor) {
        return database.write(write -> {
            Optional<String> email = write.sql().sql("""
                UPDATE account SET role = COALESCE(?, role), password = COALESCE(?, password)
                WHERE id = ? AND organisation = ? RETURNING email
                """).param(role.orElse(null)).param(passwordHash.orElse(null)).param(id.toString())
                    .param(organisation.toString()).query(String.class).optional();
            email.ifPresent(address -> {
                sessions.endAll(write, id, actor);
                write.audit(Optional.of(organisation), actor, role.isPresent() ? "user.role" : "user.password",
                        address);
            });
            return email.isPresent();
        });
    }

    /** Gives the person another password, and ends its sessions. False when the old one is not the person's any more. */
    public boolean changePassword(Known known, String passwordHash, Actor actor) {
        Account account = known.account();
        return database.write(write -> {
            boolean changed = write.sql().sql("UPDATE account SET password = ? WHERE id = ? AND password = ?")
                    .param(passwordHash).param(account.id().toString()).param(known.passwordHash()).update() > 0;
            if (changed) {
                sessions.endAll(write, account.id(), actor);
                write.audit(account.organisation(), actor, "user.password", account.email());
            }
            return changed;
        });
    }

    /** Ends the user's sessions. False when the organisation has no such user. */
    public boolean endSessions(OrganisationId organisation, UUID id, Actor actor) {
        return database.write(write -> {
            Optional<String> email = write.sql().sql("SELECT email FROM account WHERE id = ? AND organisation = ?")
                    .param(id.toString()).param(organisation.toString()).query(String.class).optional();
            email.ifPresent(address -> {
                sessions.endAll(write, id, actor);
                write.audit(Optional.of(organisation), actor, "user.sessions", address);
            });
            return email.isPresent();
        });
    }

    /** Deletes the user, and with it its sessions. False when the organisation has no such user. */
    public boolean deleteUser(OrganisationId organisation, UUID id, Actor actor) {
        return database.write(write -> delete(write, Optional.of(organisation), id, actor, "user.delete"));
    }

    /** How the deletion of an operator went. */
    public enum Deletion {
        DONE, UNKNOWN,
        /** Somebody has to be able to sign in. */
        LAST
    }

    /** Deletes the operator, and with it its sessions, unless it is the last one. */
    public Deletion deleteOperator(UUID id, Actor actor) {
        return database.write(write -> {
            // Locks them all: two who delete each other leave one.
            int operators = write.sql().sql("UPDATE account SET role = role WHERE organisation IS NULL").update();
            boolean known = write.sql().sql("SELECT COUNT(*) FROM account WHERE organisation IS NULL AND id = ?")
                    .param(id.toString()).query(Long.class).single() > 0;
            if (known && operators == 1) {
                return Deletion.LAST;
            }
            return delete(write, Optional.empty(), id, actor, "operator.delete") ? Deletion.DONE : Deletion.UNKNOWN;
        });
    }

    private boolean delete(Write write, Optional<OrganisationId> organisation, UUID id, Actor actor,
            String action) {
        Optional<String> email = owned(organisation, write.sql()
                .sql("DELETE FROM account WHERE " + owner(organisation) + " AND id = ? RETURNING email"))
                .param(id.toString()).query(String.class).optional();
        email.ifPresent(address -> {
            sessions.endAll(write, id, actor);
            write.audit(organisation, actor, action, address);
        });
        return email.isPresent();
    }

    private static String owner(Optional<OrganisationId> organisation) {
        return organisation.isPresent() ? "organisation = ?" : "organisation IS NULL";
    }

    private static StatementSpec owned(Optional<OrganisationId> organisation, StatementSpec statement) {
        return organisation.isPresent() ? statement.param(organisation.get().toString()) : statement;
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(UUID.fromString(row.getString("id")), row.getString("email"), row.getString("role"),
                Rows.text(row, "organisation").map(OrganisationId::of));
    }
}
