package dev.playgate.catalog;

import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import dev.playgate.stream.GroupId;
import dev.playgate.stream.OrganisationId;
import dev.playgate.stream.Stream;
import dev.playgate.stream.StreamName;
import dev.playgate.stream.StreamState;
import dev.playgate.viewer.DomainPattern;
import dev.playgate.viewer.IpRange;

/**
 * Entries as JSON. Members that are not known are passed over, and so are kinds: a newer version may have written them.
 * Times are UNIX milliseconds.
 */
public final class FeedCodec {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private FeedCodec() {
    }

    /** The entry's value in a {@link FeedRecord}. */
    public static String write(CatalogEntry entry) {
        ObjectNode json = JSON.createObjectNode();
        switch (entry) {
            case CatalogEntry.OfPlatformKeys(var keys) ->
                json.put("issuer", keys.issuer()).put("jwkSet", keys.jwkSet());
            case CatalogEntry.OfOrganisation(var organisation) -> write(organisation, json);
            case CatalogEntry.OfStream(var stream) -> json.put("id", stream.id().toString())
                    .put("group", stream.group().toString()).put("organisation", stream.organisation().toString())
                    .put("state", stream.state().name().toLowerCase(Locale.ROOT));
            case CatalogEntry.OfRevocation revocation -> write("until", revocation.until(), json);
            case CatalogEntry.OfRevocationRule(var rule) -> write(rule, json);
            case CatalogEntry.OfGuardianRule(var rule) -> write(rule, json);
        }
        return json.toString();
    }

    /**
     * The change that a record is. Empty for a kind that is not known; throws {@link IllegalArgumentException} for a
     * record that nobody wrote so.
     */
    public static Optional<CatalogChange> read(FeedRecord feed) {
        return EntryKey.Kind.of(feed.kind()).map(kind -> new EntryKey(kind, feed.id()))
                .map(key -> feed.value().map(value -> CatalogChange.put(read(key, parsed(value))))
                        .orElseGet(() -> CatalogChange.remove(key)));
    }

    private static JsonNode parsed(String value) {
        try {
            return JSON.readTree(value);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("the value of an entry is not JSON", e);
        }
    }

    private static CatalogEntry read(EntryKey key, JsonNode json) {
        return switch (key.kind()) {
            case PLATFORM_KEYS -> new CatalogEntry.OfPlatformKeys(
                    new PlatformKeys(text(json, "issuer"), text(json, "jwkSet")));
            case ORGANISATION -> new CatalogEntry.OfOrganisation(readOrganisation(key, json));
            case STREAM -> new CatalogEntry.OfStream(new Stream(UUID.fromString(text(json, "id")),
                    new StreamName(key.id()), GroupId.of(text(json, "group")),
                    OrganisationId.of(text(json, "organisation")),
                    StreamState.valueOf(text(json, "state").toUpperCase(Locale.ROOT))));
            case REVOCATION -> new CatalogEntry.OfRevocation(key.owner(), key.ownId(), time(json, "until"));
            case REVOCATION_RULE -> new CatalogEntry.OfRevocationRule(readRevocationRule(key, json));
            case GUARDIAN_RULE -> new CatalogEntry.OfGuardianRule(
                    new GuardianRule(key.owner(), UUID.fromString(key.ownId()), readSubject(json)));
        };
    }

    private static void write(Organisation organisation, ObjectNode json) {
        json.put("name", organisation.name()).put("hash", organisation.hash()).put("shadow", organisation.shadow());
        ArrayNode packages = json.putArray("packages");
        organisation.features().stream().map(Feature::wireName).sorted().forEach(packages::add);
        organisation.sessionsPerToken().ifPresent(number -> json.put("sessionsPerToken", number));
        organisation.sessionsPerUser().ifPresent(number -> json.put("sessionsPerUser", number));
        organisation.ownKeys().ifPresent(own -> {
            ObjectNode keys = json.putObject("keys").put("jwkSet", own.jwkSet());
            own.issuer().ifPresent(issuer -> keys.put("issuer", issuer));
        });
    }

    private static Organisation readOrganisation(EntryKey key, JsonNode json) {
        Set<Feature> features = new HashSet<>();
        json.path("packages").forEach(name -> Feature.of(name.stringValue()).ifPresent(features::add));
        Optional<OwnKeys> keys = json.has("keys")
                ? Optional.of(new OwnKeys(optional(json.get("keys"), "issuer", Function.identity()),
                        text(json.get("keys"), "jwkSet")))
                : Optional.empty();
        return new Organisation(OrganisationId.of(key.id()), text(json, "name"), text(json, "hash"), features,
                json.path("shadow").asBoolean(false), keys, number(json, "sessionsPerToken"),
                number(json, "sessionsPerUser"));
    }

    private static Optional<Integer> number(JsonNode json, String name) {
        return json.path(name).isInt() ? Optional.of(json.path(name).intValue()) : Optional.empty();
    }

    private static void write(RevocationRule rule, ObjectNode json) {
        rule.user().ifPresent(user -> json.put("user", user.text()));
        rule.tag().ifPresent(tag -> json.put("tag", tag.text()));
        ArrayNode streams = json.putArray("streams");
        rule.streams().stream().map(StreamName::value).sorted().forEach(streams::add);
        rule.group().ifPresent(group -> json.put("group", group.toString()));
        write("issuedBefore", rule.issuedBefore(), json);
        rule.until().ifPresent(until -> write("until", until, json));
    }

    private static RevocationRule readRevocationRule(EntryKey key, JsonNode json) {
        Set<StreamName> streams = new HashSet<>();
        json.path("streams").forEach(name -> streams.add(new StreamName(name.stringValue())));
        OrganisationId owner = key.owner();
        return new RevocationRule(owner, UUID.fromString(key.ownId()),
                optional(json, "user", user -> Label.ofUser(owner, user)),
                optional(json, "tag", tag -> Label.ofTag(owner, tag)), streams,
                optional(json, "group", GroupId::of), time(json, "issuedBefore"), optionalTime(json, "until"));
    }

    private static void write(GuardianRule rule, ObjectNode json) {
        switch (rule.subject()) {
            case GuardianRule.Subject.Address(var range, var until) -> {
                json.put("ip", range.toString());
                until.ifPresent(end -> write("until", end, json));
            }
            case GuardianRule.Subject.Pages(var hosts, var denied) ->
                json.put("domain", hosts.map(DomainPattern::toString).orElse("*")).put("denied", denied);
        }
    }

    private static GuardianRule.Subject readSubject(JsonNode json) {
        if (json.has("ip")) {
            return new GuardianRule.Subject.Address(IpRange.parse(text(json, "ip")).orElseThrow(
                    () -> new IllegalArgumentException("ip is no range")), optionalTime(json, "until"));
        }
        String domain = text(json, "domain");
        Optional<DomainPattern> hosts = domain.equals("*")
                ? Optional.empty()
                : Optional.of(DomainPattern.parse(domain).orElseThrow(
                        () -> new IllegalArgumentException("domain is no pattern")));
        return new GuardianRule.Subject.Pages(hosts, json.path("denied").asBoolean(true));
    }

    private static void write(String name, Instant time, ObjectNode json) {
        json.put(name, time.toEpochMilli());
    }

    private static Instant time(JsonNode json, String name) {
        return optionalTime(json, name).orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
    }

    private static Optional<Instant> optionalTime(JsonNode json, String name) {
        JsonNode value = json.path(name);
        return value.isIntegralNumber() ? Optional.of(Instant.ofEpochMilli(value.longValue())) : Optional.empty();
    }

    private static String text(JsonNode json, String name) {
        return optional(json, name, Function.identity())
                .orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
    }

    private static <T> Optional<T> optional(JsonNode json, String name, Function<String, T> parser) {
        return json.path(name).stringValueOpt().map(parser);
    }
}
