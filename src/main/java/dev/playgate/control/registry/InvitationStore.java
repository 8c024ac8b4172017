package dev.playgate.control.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.playgate.stream.OrganisationId;

/** Invitations to become a user, each by the SHA-256 of its code, and each for one user. */
public final class InvitationStore {

    /** How long those are listed that nobody took up: whom to ask again is known by then. */
    static final Duration KEPT = Duration.ofDays(30);

    private static final String COLUMNS = "id, organisation, role, created, expires";

    private final Database database;

    public InvitationStore(Database database) {
        this.database = database;
    }

    /**
     * One that may be taken up until it expires.
     *
     * @param role wire name of the role that the user gets
     */
    public record Invitation(UUID id, OrganisationId organisation, String role, Instant created, Instant expires) {}

    /** How an invitation was taken up. */
    public enum Acceptance {
        DONE,
        /** There is none, not any more, or it has expired. */
        UNKNOWN,
        /** Somebody has the e-mail address; the invitation stands. */
        TAKEN
    }

    /** Makes one, and forgets those of anybody that expired {@link #KEPT} ago. */
    public Invitation make(OrganisationId organisation, String role, String code, Duration lifetime, Actor actor) {
        return database.write(write -> {
            write.sql().sql("DELETE FROM invitation WHERE expires <= ?")
                    .param(write.now().minus(KEPT).getEpochSecond()).update();
            UUID id = UUID.randomUUID();
            write.audit(Optional.of(organisation), actor, "invitation.create", id.toString());
            return write.sql().sql("INSERT INTO invitation (" + COLUMNS
                    + ", sha256) VALUES (?, ?, ?, ?, ?, ?) RETURNING " + COLUMNS).param(id.toString())
                    .param(organisation.toString()).param(role).param(write.now().getEpochSecond())
                    .param(write.now().plus(lifetime).getEpochSecond()).param(ApiKeyHash.of(code).hex())
                    .query((row, _) -> invitation(row)).single();
        });
    }

    /** Those that nobody took up, the newest first. */
    public List<Invitation> list(OrganisationId organisation) {
        return database.read(sql -> sql
                .sql("SELECT " + COLUMNS + " FROM invitation WHERE organisation = ? ORDER BY created DESC, id DESC")
                .param(organisation.toString()).query((row, _) -> invitation(row)).list());
    }

    /** The one of the code; empty for one that is not there, or has expired. */
    public Optional<Invitation> find(String code, Instant now) {
        return database.read(sql -> sql
                .sql("SELECT " + COLUMNS + " FROM invitation WHERE sha256 = ? AND expires > ?")
                .param(ApiKeyHash.of(code).hex()).param(now.getEpochSecond()).query((row, _) -> invitation(row))
                .optional());
    }

    /** Makes the user, and takes the invitation away. */
    public Acceptance accept(String code, EmailAddress email, String passwordHash, String source) {
        return database.write(write -> {
            // Locks it: of two who have the link, one becomes a user.
            Optional<Invitation> found = write.sql().sql(
                    "UPDATE invitation SET role = role WHERE sha256 = ? AND expires > ? RETURNING " + COLUMNS)
                    .param(ApiKeyHash.of(code).hex()).param(write.now().getEpochSecond())
                    .query((row, _) -> invitation(row)).optional();
            return found.map(invitation -> {
                if (!AccountStore.addUser(write, invitation.organisation(), email, invitation.role(), passwordHash,
                        new Actor("invitation:" + invitation.id(), source))) {
                    return Acceptance.TAKEN;
                }
                write.sql().sql("DELETE FROM invitation WHERE id = ?").param(invitation.id().toString()).update();
                return Acceptance.DONE;
            }).orElse(Acceptance.UNKNOWN);
        });
    }

    /** False when the organisation has no such invitation. */
    public boolean delete(OrganisationId organisation, UUID id, Actor actor) {
        return database.write(write -> {
            boolean deleted = write.sql().sql("DELETE FROM invitation WHERE id = ? AND organisation = ?")
                    .param(id.toString()).param(organisation.toString()).update() > 0;
            if (deleted) {
                write.audit(Optional.of(organisation), actor, "invitation.delete", id.toString());
            }
            return deleted;
        });
    }

    private static Invitation invitation(ResultSet row) throws SQLException {
        return new Invitation(UUID.fromString(row.getString("id")),
                OrganisationId.of(row.getString("organisation")), row.getString("role"), Rows.time(row, "created"),
                Rows.time(row, "expires"));
    }
}
