package dev.playgate.control.registry;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import dev.playgate.catalog.Feature;
import dev.playgate.catalog.Organisation;
import dev.playgate.catalog.OwnKeys;
import dev.playgate.stream.OrganisationId;

/** Reads the organisations of one file; remembers what may stand once over all of them. */
final class OrganisationReader {

    private static final Pattern HASH = Pattern.compile("[A-Za-z0-9]{5}");
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,2}|1000");
    private static final String LIMIT = "a whole number from 1 to 1000";
    private static final int MAXIMUM_JTI = 256;

    private final SampleKeys sampleKeys;
    private final Faults faults;
    private final GroupReader groupReader;
    private final GuardianReader guardianReader;
    private final Uniqueness ids;
    private final Uniqueness names;
    private final Uniqueness hashes;
    private final Uniqueness apiKeyHashes;

    OrganisationReader(Faults faults, SampleKeys sampleKeys) {
        this.faults = faults;
        this.sampleKeys = sampleKeys;
        this.groupReader = new GroupReader(faults);
        this.guardianReader = new GuardianReader(faults);
        this.ids = new Uniqueness(faults);
        this.names = new Uniqueness(faults);
        this.hashes = new Uniqueness(faults);
        this.apiKeyHashes = new Uniqueness(faults);
    }

    /** Empty only with a fault noted. */
    Optional<RegisteredOrganisation> read(Fields fields) {
        Optional<OrganisationId> id = fields.required("id", text -> Optional.of(OrganisationId.of(text)), Texts.UUID);
        Optional<String> name = fields.required("name", Texts::line, Texts.LINE);
        Optional<String> hash = fields.required("hash", text -> Texts.matching(HASH, text),
                "five characters of A-Z a-z 0-9");
        id.ifPresent(value -> ids.claim(value, fields.pathOf("id")));
        name.ifPresent(value -> names.claim(value, fields.pathOf("name")));
        hash.ifPresent(value -> hashes.claim(value, fields.pathOf("hash")));
        Set<Feature> features = features(fields);
        List<RegisteredKey> apiKeys = apiKeys(fields);
        Optional<Integer> sessionsPerToken = fields.optional("sessions-per-token", OrganisationReader::limit, LIMIT);
        Optional<Integer> sessionsPerUser = fields.optional("sessions-per-user", OrganisationReader::limit, LIMIT);
        Optional<OwnKeys> ownKeys = fields.section("token-keys").flatMap(OwnKeysReader::read);
        List<RegisteredStream> streams = new ArrayList<>();
        for (Fields group : fields.sections("groups")) {
            streams.addAll(groupReader.read(group, id, hash));
        }
        Set<String> revoked = new HashSet<>();
        fields.texts("revoked-tokens", text -> Texts.line(text, MAXIMUM_JTI), "a jti of 1 to 256 characters")
                .forEach(entry -> revoked.add(entry.value()));
        List<GuardianLine> guardian = fields.section("guardian").map(guardianReader::read).orElse(List.of());
        fields.refuseUnread();
        if (id.isEmpty() || name.isEmpty() || hash.isEmpty()) {
            return Optional.empty();
        }
        Organisation organisation = new Organisation(id.get(), name.get(), hash.get(), features, false,
                ownKeys, sessionsPerToken, sessionsPerUser);
        return Optional.of(new RegisteredOrganisation(organisation, apiKeys, streams, revoked, guardian));
    }

    private static Optional<Integer> limit(String text) {
        return Texts.matching(NUMBER, text).map(Integer::valueOf);
    }

    private Set<Feature> features(Fields fields) {
        Set<Feature> features = new HashSet<>();
        for (Fields.Entry<Feature> entry : fields.texts("packages", Feature::of, "one of " + Feature.wireNames())) {
            if (!features.add(entry.value())) {
                faults.add(entry.path(), "stands twice");
            }
        }
        return features;
    }

    private List<RegisteredKey> apiKeys(Fields fields) {
        List<RegisteredKey> apiKeys = new ArrayList<>();
        Uniqueness keyNames = new Uniqueness(faults);
        for (Fields key : fields.sections("api-keys")) {
            Optional<String> name = key.required("name", Texts::line, Texts.LINE);
            name.ifPresent(value -> keyNames.claim(value, key.pathOf("name")));
            key.required("sha256", text -> Optional.of(new ApiKeyHash(text)),
                    "the SHA-256 of the key, 64 lower-case hexadecimal digits").ifPresent(hash -> {
                        apiKeyHashes.claim(hash, key.pathOf("sha256"));
                        if (sampleKeys.refuse(hash)) {
                            key.fault("sha256", "is a key of the sample registry, which everybody knows");
                        }
                        name.ifPresent(value -> apiKeys.add(new RegisteredKey(value, hash)));
                    });
            key.refuseUnread();
        }
        return apiKeys;
    }
}
