package dev.playgate.control.registry;

import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class RegistryReaderTest {

    private final RegistryReader reader = new RegistryReader(SampleKeys.REFUSED);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # the part that is spoiled             | by what                     | the only fault
        name: Alpha                            | colour: red                 | organisations[0].name: is missing, organisations[0].colour: is not a key known here
        name: Alpha                            | name: [Alpha]               | organisations[0].name: must be one line of 1 to 256 characters
        name: Alpha                            | name:                       | organisations[0].name: must be one line of 1 to 256 characters
        name: Alpha                            | name: "a\\nb"               | organisations[0].name: must be one line of 1 to 256 characters
        name: Beta                             | name: Alpha                 | organisations[1].name: is the same as organisations[0].name
        00000000000a                           | 00000000000A                | organisations[0].id: must be a UUID in lower case
        id: 00000000-0000-4000-8000-00000000000a | id: 1-1-1-1-1             | organisations[0].id: must be a UUID in lower case
        00000000-0000-4000-8000-00000000000b   | 00000000-0000-4000-8000-00000000000a | organisations[1].id: is the same as organisations[0].id
        `packages: [secure, vod]`              | `packages: [secure, safe]`  | organisations[0].packages[1]: must be one of secure, h5live, webcaster, transcoding, live-processing, vod, metadata
        `packages: [secure, vod]`              | `packages: [secure, secure]` | organisations[0].packages[1]: stands twice
        `packages: [secure, vod]`              | packages: secure            | organisations[0].packages: must be a list
        `packages: [secure, vod]`              | packages:                   | organisations[0].packages: must be a list
        api-keys: [{                           | api-keys: [word, {          | organisations[0].api-keys[0]: must be a mapping
        name: spare                            | name: main                  | organisations[0].api-keys[1].name: is the same as organisations[0].api-keys[0].name
        {name: main                            | {names: main                | organisations[0].api-keys[0].name: is missing, organisations[0].api-keys[0].names: is not a key known here
        Alpha-two, id: 00000000-0000-4000-8000-0000000000a2 | Alpha-one, id: 00000000-0000-4000-8000-0000000000a2 | organisations[0].groups[0].streams[1].name: is the same as organisations[0].groups[0].streams[0].name
        Alpha-two                              | Beta1-two                   | organisations[0].groups[0].streams[1].name: must be the organisation's hash, a dash, and the stream's own characters
        Alpha-two                              | Alpha-                      | organisations[0].groups[0].streams[1].name: must be the organisation's hash, a dash, and the stream's own characters
        Alpha-two                              | Alpha-tw.o                  | organisations[0].groups[0].streams[1].name: must be 1 to 64 characters of A-Z a-z 0-9 _ -
        name: Alpha-two,                       |                             | organisations[0].groups[0].streams[1].name: is missing
        0000000000a2                           | 0000000000a1                | organisations[0].groups[0].streams[1].id: is the same as organisations[0].groups[0].streams[0].id
        0000000000b1, streams                  | 0000000000b2, streams       | organisations[1].groups[0].streams[0].id: must be the group's id: the first stream is the passthrough
        - {id: 00000000-0000-4000-8000-0000000000b1, | - {                   | organisations[1].groups[0].id: is missing
        `streams: [{name: 12345-one, id: 00000000-0000-4000-8000-0000000000b1}]` | streams: [] | organisations[1].groups[0].streams: must have at least one entry
        `, streams: [{name: 12345-one, id: 00000000-0000-4000-8000-0000000000b1}]` | `` | organisations[1].groups[0].streams: is missing
        state: locked                          | state: lokced               | organisations[0].groups[1].streams[0].state: must be one of created, live, ended, locked, deleted
        tags: [passthrough]                    | tags: passthrough           | organisations[0].groups[0].streams[0].tags: must be a list
        tags: [passthrough]                    | tags: [[passthrough]]       | organisations[0].groups[0].streams[0].tags[0]: must be one line of 1 to 256 characters
        tags: [passthrough]                    | labels: []                  | organisations[0].groups[0].streams[0].labels: is not a key known here
        revoked-1                              | `""`                      | organisations[0].revoked-tokens[0]: must be a jti of 1 to 256 characters
        203.0.113.0/24                         | 203.0.113.0/33              | organisations[0].guardian.addresses[0].ip: must be an address or a CIDR range
        203.0.113.0/24                         | host.example.com            | organisations[0].guardian.addresses[0].ip: must be an address or a CIDR range
        203.0.113.0/24                         | 2001:db8::1                 | organisations[0].guardian.addresses[1].ip: is the same as organisations[0].guardian.addresses[0].ip
        ip: 203.0.113.0/24, type: deny         | ip: 203.0.113.0/24, type: allow | organisations[0].guardian.addresses[0].type: must be deny
        `, type: deny, until`                  | `, until`                   | organisations[0].guardian.addresses[0].type: is missing
        2030-01-01T00:00:00Z                   | 2030-01-01                  | organisations[0].guardian.addresses[0].until: must be a time such as 2030-12-31T23:59:59Z
        tag: t}                                | tags: t}                    | organisations[0].guardian.addresses[0].tags: is not a key known here
        www.alpha.example.com                  | https://alpha.example.com   | organisations[0].guardian.pages[1].domain: must be a host, *. and a host, or *
        www.alpha.example.com                  | co.uk                       | organisations[0].guardian.pages[1].domain: must be a host, *. and a host, or *
        www.alpha.example.com                  | `"*.evil.example.com"`    | organisations[0].guardian.pages[2].domain: is the same as organisations[0].guardian.pages[1].domain
        `{domain: "*", type: deny}`            | `{domain: "*", type: allow}` | organisations[0].guardian.pages[0].type: must be deny where the domain is *
        type: allow                            | type: permit                | organisations[0].guardian.pages[1].type: must be deny or allow
        `, type: allow, info: own`             | ``                          | organisations[0].guardian.pages[1].type: is missing
        info: own                              | infos: own                  | organisations[0].guardian.pages[1].infos: is not a key known here
        guardian:                              | guardians:                  | organisations[0].guardians: is not a key known here
        """)
    void everyFaultIsNamedWithItsPath(String part, String replacement, String fault) {
        String spoiled = SampleTexts.spoiled(part, replacement == null ? "" : replacement);

        assertThat(faultsOf(spoiled)).containsExactly(fault.split(", (?=organisations)"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Alph   | organisations[0].hash: must be five characters of A-Z a-z 0-9
        Alpha1 | organisations[0].hash: must be five characters of A-Z a-z 0-9
        Alph-  | organisations[0].hash: must be five characters of A-Z a-z 0-9
        """)
    void aHashHasFiveCharacters(String hash, String fault) {
        assertThat(faultsOf(SampleTexts.spoiled("hash: Alpha", "hash: " + hash))).containsExactly(fault);
    }

    @Test
    void aHashIsUniqueOverAllOrganisations() {
        String spoiled = SampleTexts.spoiled("hash: 12345", "hash: Alpha").replace("12345-one", "Alpha-three");

        assertThat(faultsOf(spoiled)).containsExactly("organisations[1].hash: is the same as organisations[0].hash");
    }

    @Test
    void g2_anApiKeyStandsOnceAndOnlyHashedAndIsNotEchoed() {
        String first = ApiKeyHash.of("alpha-key").hex();
        String beta = ApiKeyHash.of("beta-key").hex();
        String expected = "organisations[0].api-keys[0].sha256: must be the SHA-256 of the key,"
                + " 64 lower-case hexadecimal digits";

        assertThat(faultsOf(SampleTexts.spoiled(beta, first))).containsExactly(
                "organisations[1].api-keys[0].sha256: is the same as organisations[0].api-keys[0].sha256");
        assertThat(faultsOf(SampleTexts.spoiled(first, "alpha-key"))).containsExactly(expected);
        assertThat(faultsOf(SampleTexts.spoiled(first, first.toUpperCase(Locale.ROOT))))
                .containsExactly(expected);
    }

    @Test
    void allFaultsAreNamedAtOnce() {
        String spoiled = SampleTexts.VALID.replace("hash: Alpha", "hash: toolong")
                .replace("state: locked", "state: shut")
                .replace("203.0.113.0/24", "everywhere")
                .replace("name: Beta", "names: Beta");

        assertThat(faultsOf(spoiled)).extracting(fault -> fault.substring(0, fault.indexOf(':')))
                .containsExactly("organisations[0].hash", "organisations[0].groups[1].streams[0].state",
                        "organisations[0].guardian.addresses[0].ip", "organisations[1].name",
                        "organisations[1].names");
    }

    @Test
    void namedFaultsAreBounded() {
        String spoiled = SampleTexts.spoiled("revoked-1, revoked-2", "\"\", ".repeat(150) + "\"\"");

        assertThat(faultsOf(spoiled)).hasSize(101).last().isEqualTo("and 51 more");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        ``                                     | : must be a mapping
        []                                     | : must be a mapping
        {}                                     | organisations: is missing
        organisations: []                      | organisations: must have at least one entry
        organisations: {}                      | organisations: must be a list
        `{organisations: [], organisations: []}` | line 1, column 21: not YAML as it is read here: found duplicate key organisations
        `organisations: [`                     | line 1, column 17: not YAML as it is read here: expected the node content, but found '<stream end>'
        `organisations: !!java.net.URL [x]`    | line 1, column 16: not YAML as it is read here: Global tag is not allowed: tag:yaml.org,2002:java.net.URL
        `[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]` | not YAML as it is read here: Nesting Depth exceeded max 16
        `{a: &a [x], b: *a}`                   | not YAML as it is read here: Number of aliases for non-scalar nodes exceeds the specified max=0
        """)
    void whatIsNoDocumentIsRefused(String text, String fault) {
        assertThat(faultsOf(text)).first().isEqualTo(fault);
    }

    @Test
    void theSampleKeysAreRefusedOutsideOfADemonstration() {
        String text = SampleTexts.spoiled(ApiKeyHash.of("alpha-key").hex(), ApiKeyHash.of("demo-api-key").hex());

        assertThat(faultsOf(text)).containsExactly("organisations[0].api-keys[0].sha256:"
                + " is a key of the sample registry, which everybody knows");
        assertThat(new RegistryReader(SampleKeys.ACCEPTED).read(text).organisations()).hasSize(2);
    }

    private List<String> faultsOf(String text) {
        InvalidRegistryException refusal = catchThrowableOfType(InvalidRegistryException.class,
                () -> reader.read(text));
        assertThat(refusal).as("refused").isNotNull();
        assertThat(refusal.faults()).allSatisfy(fault -> assertThat(refusal).hasMessageContaining(fault));
        return refusal.faults();
    }
}
