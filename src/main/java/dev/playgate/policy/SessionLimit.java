package dev.playgate.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.playgate.catalog.CatalogSnapshot;
import dev.playgate.catalog.Organisation;
import dev.playgate.stream.OrganisationId;

/**
 * How many sessions may run at once.
 *
 * @param maximum at least 1
 */
public record SessionLimit(Holder holder, int maximum) {

    /**
     * Whose sessions are counted: those of one token, or of all tokens of one user.
     *
     * @param name of the holder among those of the organisation
     */
    public record Holder(OrganisationId organisation, String name) {}

    /** Those that bind a right; none: nothing has to be counted. In shadow nothing is refused, so that nothing is limited. */
    public static List<SessionLimit> of(Right right, CatalogSnapshot catalog) {
        Optional<Organisation> organisation = catalog.organisation(right.organisation());
        if (organisation.isPresent() && organisation.get().shadow()) {
            return List.of();
        }
        Optional<Integer> perToken = organisation.flatMap(Organisation::sessionsPerToken);
        Optional<Integer> perUser = organisation.flatMap(Organisation::sessionsPerUser);
        if (right.sessions().isEmpty() && perToken.isEmpty() && perUser.isEmpty()) {
            return List.of();
        }
        List<SessionLimit> limits = new ArrayList<>(2);
        Stream.concat(right.sessions().stream(), perToken.stream()).min(Integer::compare)
                .ifPresent(maximum -> limits.add(new SessionLimit(
                        new Holder(right.organisation(), "token " + right.jti()), maximum)));
        perUser.ifPresent(maximum -> right.userDigest()
                .ifPresent(user -> limits.add(new SessionLimit(
                        new Holder(right.organisation(), "user " + Long.toHexString(user)), maximum))));
        return List.copyOf(limits);
    }
}
