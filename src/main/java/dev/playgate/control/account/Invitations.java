package dev.playgate.control.account;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

import dev.playgate.control.api.Caller;
import dev.playgate.control.api.ErrorCode;
import dev.playgate.control.api.Listed;
import dev.playgate.control.api.Page;
import dev.playgate.control.api.Parameters;
import dev.playgate.control.api.PathIds;
import dev.playgate.control.api.QueryParameters;
import dev.playgate.control.api.RefusedCallException;
import dev.playgate.control.api.Role;
import dev.playgate.control.registry.EmailAddress;
import dev.playgate.control.registry.InvitationStore;
import dev.playgate.control.registry.InvitationStore.Invitation;
import dev.playgate.stream.OrganisationId;
import dev.playgate.viewer.IpAddress;

/** Invites people to become users of an organisation, by a link that holds a code and is good once. */
public final class Invitations {

    private static final Duration LIFETIME = Duration.ofDays(7);
    private static final int CODE_BYTES = 32;
    private static final String INVITATION = "invitation";

    private final InvitationStore store;
    private final Passwords passwords;
    private final InstantSource time;
    private final SecureRandom random = new SecureRandom();

    public Invitations(InvitationStore store, Passwords passwords, InstantSource time) {
        this.store = store;
        this.passwords = passwords;
        this.time = time;
    }

    /**
     * A new one.
     *
     * @param path of the link, on this installation's dashboard; told this once
     */
    public record Made(Invitation invitation, String path) {}

    /** For {@code role}. */
    public Made make(Caller caller, Parameters body) throws RefusedCallException {
        OrganisationId organisation = caller.ownOrganisation();
        Role role = PersonParameters.role(body.only(Set.of("role")))
                .orElseThrow(() -> RefusedCallException.required("role"));
        byte[] bytes = new byte[CODE_BYTES];
        random.nextBytes(bytes);
        String code = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return new Made(store.make(organisation, role.wireName(), code, LIFETIME, caller.actor()),
                "/auth/invitation/" + code);
    }

    private enum State {
        STANDING, EXPIRED;

        static State of(Invitation invitation, Instant now) {
            return invitation.expires().isAfter(now) ? STANDING : EXPIRED;
        }
    }

    /** What the query of {@link #list} may have. */
    public static Set<String> parameters() {
        return Page.parameters("role", "state");
    }

    /** Those that stand, or with {@code state=expired} those that do not any more; all or by role, the newest first. */
    public Listed<Invitation> list(Caller caller, QueryParameters query) throws RefusedCallException {
        Optional<Role> role = query.parsed("role", PersonParameters::ofUser, PersonParameters.ROLES);
        State state = query.word("state", State.class).orElse(State.STANDING);
        Instant now = time.instant();
        return query.page().of(store.list(caller.ownOrganisation()).stream()
                .filter(invitation -> State.of(invitation, now) == state)
                .filter(invitation -> role.isEmpty() || invitation.role().equals(role.get().wireName())).toList());
    }

    /** The organisation's invitation of that id. */
    public Invitation find(Caller caller, String id) throws RefusedCallException {
        return store.list(caller.ownOrganisation()).stream()
                .filter(invitation -> invitation.id().toString().equals(id)).findAny()
                .orElseThrow(() -> RefusedCallException.unknown(INVITATION));
    }

    public void delete(Caller caller, String id) throws RefusedCallException {
        if (!store.delete(caller.ownOrganisation(), PathIds.uuid(id, INVITATION), caller.actor())) {
            throw RefusedCallException.unknown(INVITATION);
        }
    }

    /** Refused where there is none, not any more, or where it has expired. */
    public Invitation find(String code) throws RefusedCallException {
        return store.find(code, time.instant()).orElseThrow(() -> RefusedCallException.unknown(INVITATION));
    }

    /** Makes a user of {@code email} and {@code password}; who it was takes the link no second time. */
    public void accept(String code, Parameters body, Optional<IpAddress> source) throws RefusedCallException {
        EmailAddress email = PersonParameters.email(body.only(Set.of("email", "password")));
        String password = PersonParameters.newPassword(body, "password")
                .orElseThrow(() -> RefusedCallException.required("password"));
        find(code);
        switch (store.accept(code, email, passwords.hash(password),
                source.map(IpAddress::toString).orElse("unknown"))) {
            case DONE -> {
                // Signs in next.
            }
            case UNKNOWN -> throw RefusedCallException.unknown(INVITATION);
            case TAKEN -> throw RefusedCallException.of(ErrorCode.CONFLICT, "email is taken");
        }
    }
}
