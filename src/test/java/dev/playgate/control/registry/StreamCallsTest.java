package dev.playgate.control.registry;

import java.util.List;
import java.util.Locale;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

import dev.playgate.control.registry.RegistryApi.Answer;
import dev.playgate.control.registry.RegistryApi.Who;
import dev.playgate.stream.GroupId;
import dev.playgate.stream.Stream;
import dev.playgate.stream.StreamName;
import dev.playgate.stream.StreamState;

import static org.assertj.core.api.Assertions.assertThat;

/** The calls about streams. */
class StreamCallsTest {

    private static final String STREAMS = "/api/v1/streams";
    private static final String LIVE1 = "8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e1001";
    private static final String LIVE2 = "8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e1002";
    private static final String RIVALS = "8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e2001";
    private static final String NOBODYS = "8d3b6c52-0e4f-4a97-b6d8-2f1c5a9effff";
    private static final String UNKNOWN = "404 4040 There is no such stream";

    private final RegistryApi api = new RegistryApi((calls, own) -> List.of(
            new StreamController(calls, new StreamStore(own.database()), RegistryApi.URLS),
            new GroupController(calls, new GroupStore(own.database()), RegistryApi.URLS)));

    private Answer patch(String id, String body) {
        return api.call(Who.USER, HttpMethod.PATCH, STREAMS + "/" + id, body);
    }

    private List<String> names(String query) {
        return api.get(Who.READER, STREAMS + query).each("name");
    }

    private StreamState stateAtEdges(String name) {
        return api.snapshot().stream(new StreamName(name)).orElseThrow().state();
    }

    @Test
    void aStreamIsFoundByItsId() {
        JsonNode stream = api.get(Who.READER, STREAMS + "/" + LIVE1).data();

        assertThat(stream.propertyNames()).containsExactly("id", "name", "group", "state", "rendition", "tags",
                "created", "updated", "playout");
        assertThat(stream.path("name").asString()).isEqualTo("Demo1-live1");
        assertThat(stream.path("state").asString()).isEqualTo("live");
        assertThat(stream.path("tags")).hasToString("[\"passthrough\"]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"created", "live", "ended", "locked"})
    void aStateReachesTheEdges(String state) {
        assertThat(patch(LIVE1, "{\"state\": \"" + state + "\"}").data().path("state").asString()).isEqualTo(state);

        assertThat(stateAtEdges("Demo1-live1")).hasToString(state.toUpperCase(Locale.ROOT));
        assertThat(stateAtEdges("Demo1-live2")).isEqualTo(StreamState.LIVE);
        assertThat(names("?state=" + state)).contains("Demo1-live1");
    }

    @Test
    void aLockIsLiftedByAnotherState() {
        api.timeIs(RegistryApi.START.plusSeconds(5));
        patch(LIVE1, "{\"state\": \"locked\"}");
        api.timeIs(RegistryApi.START.plusSeconds(9));
        JsonNode stream = patch(LIVE1, "{\"state\": \"ended\"}").data();

        assertThat(stateAtEdges("Demo1-live1")).isEqualTo(StreamState.ENDED);
        assertThat(stream.path("updated").asLong()).isEqualTo(RegistryApi.NOW + 9);
        assertThat(stream.path("created").asLong()).isEqualTo(RegistryApi.NOW);
        assertThat(api.audit()).containsSequence("user:user@example.com stream.lock " + LIVE1 + " 203.0.113.1",
                "user:user@example.com stream.unlock " + LIVE1 + " 203.0.113.1");
    }

    @Test
    void tagsAreReplacedAndOtherThingsStay() {
        assertThat(patch(LIVE1, "{\"tags\": [\"b\", \"a\", \"b\"]}").data().path("tags")).hasToString("[\"a\",\"b\"]");
        assertThat(patch(LIVE1, "{\"width\": 640, \"height\": 360}").data().path("tags")).hasToString("[\"a\",\"b\"]");
        JsonNode stream = patch(LIVE1, "{\"tags\": [], \"height\": 480}").data();

        assertThat(stream.path("tags")).hasToString("[]");
        assertThat(stream.path("rendition")).hasToString("{\"width\":640,\"height\":480}");
        assertThat(stream.path("state").asString()).isEqualTo("live");
        assertThat(api.get(Who.READER, STREAMS + "/" + LIVE1).data()).isEqualTo(stream);
    }

    @Test
    void edgesAreToldOfStatesOnly() {
        long version = api.snapshot().version();

        patch(LIVE1, "{\"tags\": [\"a\"], \"fps\": 25, \"state\": \"live\"}");

        assertThat(api.snapshot().version()).isEqualTo(version);
    }

    @Test
    void aDeletedStreamIsUnknownAndItsNameIsNotGivenAgain() {
        assertThat(api.delete(Who.USER, STREAMS + "/" + LIVE1).status()).isEqualTo(204);

        assertThat(api.isKnown("Demo1-live1")).isFalse();
        assertThat(api.get(Who.READER, STREAMS + "/" + LIVE1).refusal()).isEqualTo(UNKNOWN);
        assertThat(api.delete(Who.USER, STREAMS + "/" + LIVE1).refusal()).isEqualTo(UNKNOWN);
        assertThat(patch(LIVE1, "{\"state\": \"live\"}").refusal()).isEqualTo(UNKNOWN);
        assertThat(names("")).containsExactlyInAnyOrder("Demo1-live2", "Demo1-other");
        assertThat(names("?name=Demo1-live1")).isEmpty();
        assertThat(names("?state=deleted")).isEmpty();
        assertThat(api.get(Who.READER, "/api/v1/groups/" + LIVE1).data().path("streams")).hasSize(1);
        assertThat(api.audit()).endsWith("user:user@example.com stream.delete " + LIVE1 + " 203.0.113.1");
        boolean given = api.database().write(write -> StreamStore.add(write,
                new Stream(UUID.randomUUID(), new StreamName("Demo1-live1"),
                        GroupId.of(LIVE1), RegistryApi.DEMO, StreamState.CREATED),
                0, new NewStream(Rendition.UNKNOWN, List.of())));
        assertThat(given).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {RIVALS, NOBODYS, "none", "8D3B6C52-0E4F-4A97-B6D8-2F1C5A9E1001"})
    void anotherOrganisationsStreamIsUnknown(String id) {
        assertThat(api.get(Who.ADMIN, STREAMS + "/" + id).refusal()).isEqualTo(UNKNOWN);
        assertThat(patch(id, "{\"state\": \"locked\"}").refusal()).isEqualTo(UNKNOWN);
        assertThat(api.delete(Who.ADMIN, STREAMS + "/" + id).refusal()).isEqualTo(UNKNOWN);
        assertThat(stateAtEdges("Rival-live1")).isEqualTo(StreamState.LIVE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ''                            | Demo1-live1 Demo1-live2 Demo1-other
        ?state=live                   | Demo1-live1 Demo1-live2 Demo1-other
        ?state=locked                 | ''
        ?tag=passthrough              | Demo1-live1
        ?tag=passthroug               | ''
        ?name=Demo1-live2             | Demo1-live2
        ?name=demo1-live2             | ''
        ?name=Rival-live1             | ''
        ?group=8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e1001 | Demo1-live1 Demo1-live2
        ?group=8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e2001 | ''
        ?from=1782907200              | Demo1-live1 Demo1-live2 Demo1-other
        ?from=1782907201              | ''
        ?to=1782907200                | ''
        ?to=1782907201                | Demo1-live1 Demo1-live2 Demo1-other
        ?state=live&tag=passthrough&from=1&group=8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e1001 | Demo1-live1
        """)
    void theListIsFiltered(String query, String expected) {
        List<String> names = names(query);

        assertThat(String.join(" ", names.stream().sorted().toList())).isEqualTo(expected);
        assertThat(api.get(Who.READER, STREAMS + query).data().path("total").asInt()).isEqualTo(names.size());
    }

    @Test
    void theListHasPagesWithTheNewestFirst() {
        api.timeIs(RegistryApi.START.plusSeconds(1));
        api.post(Who.USER, "/api/v1/groups", "{\"streams\": [" + "{},".repeat(19) + "{}]}");
        api.post(Who.USER, "/api/v1/groups", "{\"streams\": [" + "{},".repeat(4) + "{}]}");

        assertThat(names("?size=25")).hasSize(25).noneMatch(name -> name.startsWith("Demo1-live"));
        assertThat(names("?size=25&page=2")).containsExactlyInAnyOrder("Demo1-live1", "Demo1-live2", "Demo1-other");
        assertThat(api.get(Who.READER, STREAMS + "?page=2").data().path("total").asInt()).isEqualTo(28);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {}                          | Parameter required: state, tags, width, height, bitrate or fps
        {"state": "deleted"}        | Parameter invalid: state must be created, live, ended or locked
        {"state": "LIVE"}           | Parameter invalid: state must be created, live, ended or locked
        {"state": null}             | Parameter invalid: state must be created, live, ended or locked
        {"state": true}             | Parameter invalid: state must be created, live, ended or locked
        {"state": "locked", "name": "Demo1-abcde"} | Parameter unknown: name
        {"state": "locked", "tags": null}   | Parameter invalid: tags must be an array of 0 to 20 strings
        {"state": "locked", "tags": [[]]}   | Parameter invalid: tags[0] must be one line of 1 to 64 characters
        {"state": "locked", "width": -1}    | Parameter invalid: width must be a whole number from 1 to 16384
        {"state": "locked", "fps": "25"}    | Parameter invalid: fps must be a whole number from 1 to 1000
        {"state": "locked", "state": "live"} | The body must be one JSON object in UTF-8 with each parameter once
        """)
    void badInputIsNamedAndChangesNothing(String body, String answer) {
        assertThat(patch(LIVE2, body).refusal()).isEqualTo("400 1000 " + answer);
        assertThat(stateAtEdges("Demo1-live2")).isEqualTo(StreamState.LIVE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ?state=gone     | Parameter invalid: state must be one of created, live, ended, locked, deleted
        ?name=a.b       | Parameter invalid: name must be 1 to 64 characters of A-Z a-z 0-9 _ -
        ?group=1        | Parameter invalid: group must be a UUID in lower case
        ?tag=           | Parameter invalid: tag must be one line of 1 to 256 characters
        ?from=yesterday | Parameter invalid: from must be a whole number of UNIX seconds
        ?to=1782907200000 | Parameter invalid: to must be in seconds, not in milliseconds
        ?id=1           | Parameter unknown: id
        ?tag=a&tag=b    | Parameter invalid: tag must stand once
        """)
    void aFilterThatIsNotUnderstoodIsNamed(String query, String answer) {
        assertThat(api.get(Who.READER, STREAMS + query).refusal()).isEqualTo("400 1000 " + answer);
    }

    @Test
    void whoOnlyReadsChangesNothing() {
        String refusal = "403 1001 The role nanoReadOnly may not do this";
        assertThat(api.call(Who.READER, HttpMethod.PATCH, STREAMS + "/" + LIVE1, "{\"state\": \"locked\"}").refusal())
                .isEqualTo(refusal);
        assertThat(api.delete(Who.READER, STREAMS + "/" + LIVE1).refusal()).isEqualTo(refusal);
        assertThat(stateAtEdges("Demo1-live1")).isEqualTo(StreamState.LIVE);
    }
}
