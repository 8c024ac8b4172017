package dev.playgate.control.registry;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import dev.playgate.catalog.CatalogSnapshot;
import dev.playgate.control.registry.RegistryApi.Answer;
import dev.playgate.control.registry.RegistryApi.Who;
import dev.playgate.stream.GroupId;
import dev.playgate.stream.Stream;
import dev.playgate.stream.StreamState;

import static org.assertj.core.api.Assertions.assertThat;

/** The calls about stream groups. */
class GroupCallsTest {

    private static final String GROUPS = "/api/v1/groups";
    private static final String LIVE = GROUPS + "/8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e1001";
    private static final String RIVALS = GROUPS + "/8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e2001";
    private static final String NOBODYS = GROUPS + "/8d3b6c52-0e4f-4a97-b6d8-2f1c5a9effff";

    private final RegistryApi api = new RegistryApi((calls, own) -> List
            .of(new GroupController(calls, new GroupStore(own.database()), RegistryApi.URLS)));

    private JsonNode create(String body) {
        return api.post(Who.USER, GROUPS, body).data();
    }

    @Test
    void aGroupHasItsRenditionsInTheirOrderEachWithANameOfItsOwn() {
        JsonNode group = create(
                """
                    {"streams": [{"tags": ["main"]}, {"width": 640, "height": 360, "bitrate": 700, "fps": 25}], "tags": ["news"]}
                    """);

        JsonNode passthrough = group.path("streams").get(0);
        JsonNode second = group.path("streams").get(1);
        assertThat(passthrough.path("id")).isEqualTo(group.path("id"));
        assertThat(passthrough.path("name").asString()).matches("Demo1-[A-Za-z0-9]{5}")
                .isNotEqualTo(second.path("name").asString());
        assertThat(passthrough.path("rendition")).hasToString("{}");
        assertThat(passthrough.path("tags")).hasToString("[\"main\",\"news\"]");
        assertThat(second.path("rendition")).hasToString("{\"width\":640,\"height\":360,\"bitrate\":700,\"fps\":25}");
        assertThat(second.path("tags")).hasToString("[\"news\"]");
        assertThat(second.path("state").asString()).isEqualTo("created");
        assertThat(second.path("group")).isEqualTo(group.path("id"));
        assertThat(second.path("created").asLong()).isEqualTo(RegistryApi.NOW);
        assertThat(second.path("updated").asLong()).isEqualTo(RegistryApi.NOW);
        assertThat(api.get(Who.READER, GROUPS + "/" + group.path("id").asString()).data()).isEqualTo(group);
    }

    @Test
    void aStreamIsToldWithItsPlayoutUrls() {
        JsonNode stream = create("{\"streams\": [{}]}").path("streams").get(0);

        String query = "?url=rtmp%3A%2F%2Flocalhost%2Fsplay&stream=" + stream.path("name").asString();
        assertThat(stream.path("playout").path("websocket").asString())
                .isEqualTo("wss://playout.example.com/h5live/authstream/stream.mp4" + query);
        assertThat(stream.path("playout").path("hls").asString())
                .isEqualTo("https://playout.example.com/h5live/authhttp/playlist.m3u8" + query);
        assertThat(stream.path("playout").path("progressive").asString())
                .isEqualTo("https://playout.example.com/h5live/authhttp/stream.mp4" + query);
    }

    @Test
    void edgesKnowANewGroup() {
        JsonNode group = create("{\"streams\": [{}, {}]}");

        CatalogSnapshot snapshot = api.snapshot();
        GroupId id = GroupId.of(group.path("id").asString());
        assertThat(snapshot.group(id)).hasSize(2).allSatisfy(stream -> {
            assertThat(stream.organisation()).isEqualTo(RegistryApi.DEMO);
            assertThat(stream.state()).isEqualTo(StreamState.CREATED);
        });
        assertThat(snapshot.group(id)).extracting(Stream::id).contains(id.value());
        assertThat(api.audit()).endsWith("user:user@example.com group.create " + id + " 203.0.113.1");
    }

    @Test
    void aNameThatIsTakenIsNotGivenAgain() {
        // Five characters each: "AAAAA" twice, then "BBBBB".
        Queue<Integer> draws = new ArrayDeque<>(IntStream.range(0, 15).mapToObj(i -> i < 10 ? 0 : 1).toList());
        RandomGenerator random = new RandomGenerator() {

            @Override
            public int nextInt(int bound) {
                return draws.remove();
            }

            @Override
            public long nextLong() {
                throw new UnsupportedOperationException();
            }
        };
        NewStream any = new NewStream(Rendition.UNKNOWN, List.of());

        StoredGroup group = new GroupStore(api.database(), random)
                .create(RegistryApi.DEMO, List.of(any, any), Actor.PROCESS).orElseThrow();

        assertThat(group.streams()).extracting(stream -> stream.stream().name().value()).containsExactly("Demo1-AAAAA",
                "Demo1-BBBBB");
    }

    @Test
    void theListHasTheNewestFirst() {
        String older = create("{\"streams\": [{}]}").path("id").asString();
        api.timeIs(RegistryApi.START.plusSeconds(1));
        String newer = create("{\"streams\": [{}, {}]}").path("id").asString();

        Answer list = api.get(Who.READER, GROUPS);

        assertThat(list.data().path("total").asInt()).isEqualTo(4);
        assertThat(list.data().path("page").asInt()).isEqualTo(1);
        assertThat(list.data().path("size").asInt()).isEqualTo(25);
        assertThat(list.each("id")).hasSize(4).startsWith(newer).contains(older);
        assertThat(list.data().path("items").get(0).path("streams")).hasSize(2);
    }

    @Test
    void theListHasPages() {
        for (int i = 0; i < 24; i++) {
            create("{\"streams\": [{}]}");
        }

        assertThat(api.get(Who.READER, GROUPS + "?page=1&size=25").each("id")).hasSize(25);
        assertThat(api.get(Who.READER, GROUPS + "?page=2").each("id")).hasSize(1);
        assertThat(api.get(Who.READER, GROUPS + "?page=3").each("id")).isEmpty();
        assertThat(api.get(Who.READER, GROUPS + "?page=3").data().path("total").asInt()).isEqualTo(26);
    }

    @Test
    void aDeletedGroupIsUnknown() {
        assertThat(api.delete(Who.USER, LIVE).status()).isEqualTo(204);

        assertThat(api.get(Who.READER, LIVE).refusal()).isEqualTo("404 4040 There is no such stream group");
        assertThat(api.delete(Who.USER, LIVE).refusal()).isEqualTo("404 4040 There is no such stream group");
        assertThat(api.get(Who.READER, GROUPS).each("id")).containsExactly("8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e1003");
        assertThat(api.isKnown("Demo1-live1")).isFalse();
        assertThat(api.isKnown("Demo1-live2")).isFalse();
        assertThat(api.isKnown("Demo1-other")).isTrue();
        assertThat(api.audit()).filteredOn(line -> line.contains("group.delete")).hasSize(1);
    }

    @Test
    void anotherOrganisationsGroupIsUnknown() {
        for (String group : List.of(RIVALS, NOBODYS, GROUPS + "/none",
                GROUPS + "/8D3B6C52-0E4F-4A97-B6D8-2F1C5A9E1001")) {
            assertThat(api.get(Who.ADMIN, group).refusal()).isEqualTo("404 4040 There is no such stream group");
            assertThat(api.delete(Who.ADMIN, group).refusal()).isEqualTo("404 4040 There is no such stream group");
        }
        assertThat(api.isKnown("Rival-live1")).isTrue();
        assertThat(api.get(Who.RIVAL, GROUPS).each("id")).containsExactly("8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e2001");
    }

    @Test
    void whoOnlyReadsCreatesAndDeletesNothing() {
        assertThat(api.post(Who.READER, GROUPS, "{\"streams\": [{}]}").refusal())
                .isEqualTo("403 1001 The role nanoReadOnly may not do this");
        assertThat(api.delete(Who.READER, LIVE).refusal())
                .isEqualTo("403 1001 The role nanoReadOnly may not do this");
    }

    @Test
    void anOperatorNamesTheOrganisation() {
        String demo = "?organisation=" + RegistryApi.DEMO;
        assertThat(api.get(Who.OPERATOR, GROUPS + demo).each("id")).hasSize(2);
        assertThat(api.get(Who.OPERATOR, GROUPS).refusal())
                .isEqualTo("400 1000 Parameter required: organisation, in the query");
        assertThat(api.post(Who.OPERATOR, GROUPS + demo, "{\"streams\": [{}]}").status()).isEqualTo(200);
        assertThat(api.post(Who.OPERATOR, GROUPS + "?organisation=" + UUID.randomUUID(), "{\"streams\": [{}]}")
                .refusal()).isEqualTo("404 4040 There is no such organisation");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {}                                        | Parameter required: streams
        {"tags": ["a"]}                           | Parameter required: streams
        {"streams": []}                           | Parameter invalid: streams must be an array of 1 to 20 objects
        {"streams": null}                         | Parameter invalid: streams must be an array of 1 to 20 objects
        {"streams": {}}                           | Parameter invalid: streams must be an array of 1 to 20 objects
        {"streams": [{}, 1]}                      | Parameter invalid: streams[1] must be an object
        {"streams": [{"name": "Demo1-abcde"}]}    | Parameter unknown: streams[0].name
        {"streams": [{}], "id": "x"}              | Parameter unknown: id
        {"streams": [{"width": "640"}]}           | Parameter invalid: streams[0].width must be a whole number from 1 to 16384
        {"streams": [{}, {"width": 0}]}           | Parameter invalid: streams[1].width must be a whole number from 1 to 16384
        {"streams": [{"height": 16385}]}          | Parameter invalid: streams[0].height must be a whole number from 1 to 16384
        {"streams": [{"bitrate": 99999999999999}]} | Parameter invalid: streams[0].bitrate must be a whole number from 1 to 1000000
        {"streams": [{"fps": 25.5}]}              | Parameter invalid: streams[0].fps must be a whole number from 1 to 1000
        {"streams": [{"fps": null}]}              | Parameter invalid: streams[0].fps must be a whole number from 1 to 1000
        {"streams": [{}], "tags": "a"}            | Parameter invalid: tags must be an array of 0 to 20 strings
        {"streams": [{}], "tags": [1]}            | Parameter invalid: tags[0] must be one line of 1 to 64 characters
        {"streams": [{}], "tags": ["a", ""]}      | Parameter invalid: tags[1] must be one line of 1 to 64 characters
        {"streams": [{"tags": ["a\\u0000"]}]}     | Parameter invalid: streams[0].tags[0] must be one line of 1 to 64 characters
        {"streams": [{"tags": ["\\ud800"]}]}      | Parameter invalid: streams[0].tags[0] must be one line of 1 to 64 characters
        """)
    void badInputIsNamedAndChangesNothing(String body, String answer) {
        assertRefused(body, answer);
    }

    @Test
    void whatIsTooMuchIsNamed() {
        assertRefused("{\"streams\": [" + "{},".repeat(20) + "{}]}",
                "Parameter invalid: streams must be an array of 1 to 20 objects");
        assertRefused("{\"streams\": [{}], \"tags\": [\"" + "a".repeat(65) + "\"]}",
                "Parameter invalid: tags[0] must be one line of 1 to 64 characters");
        String tags = IntStream.range(0, 20).mapToObj(i -> "\"t" + i + "\"").collect(Collectors.joining(",", "[", "]"));
        assertRefused("{\"streams\": [{\"tags\": [\"one\"]}], \"tags\": " + tags + "}",
                "Parameter invalid: tags must be at most 20 for each stream");
        assertThat(create("{\"streams\": [{\"tags\": [\"t0\"]}], \"tags\": " + tags + "}").path("streams").get(0)
                .path("tags")).hasSize(20);
    }

    private void assertRefused(String body, String answer) {
        long version = api.snapshot().version();
        assertThat(api.post(Who.USER, GROUPS, body).refusal()).isEqualTo("400 1000 " + answer);
        assertThat(api.snapshot().version()).isEqualTo(version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?page=0", "?size=10", "?state=live", "?page=1&page=1", "?other"})
    void aQueryIsReadStrictly(String query) {
        assertThat(api.get(Who.READER, GROUPS + query).refusal()).startsWith("400 1000 Parameter ");
    }

    @ParameterizedTest
    @EnumSource(names = {"USER", "ADMIN"})
    void callsWithoutAQueryHaveNone(Who who) {
        assertThat(api.delete(who, LIVE + "?force=1").refusal()).isEqualTo("400 1000 Parameter unknown: force");
        assertThat(api.post(who, GROUPS + "?tags=a", "{\"streams\": [{}]}").refusal())
                .isEqualTo("400 1000 Parameter unknown: tags");
    }
}
