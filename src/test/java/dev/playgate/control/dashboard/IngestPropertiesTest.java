package dev.playgate.control.dashboard;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.playgate.stream.StreamName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class IngestPropertiesTest {

    private static final String SERVER = "rtmp://localhost/live";
    private static final StreamName STREAM = new StreamName("Demo1-live1");

    @ParameterizedTest
    @CsvSource({
            "https://ingest.example/{stream}/whip, https://ingest.example/Demo1-live1/whip, https://ingest.example",
            "https://ingest.example:8443/whip?of={stream}, https://ingest.example:8443/whip?of=Demo1-live1,"
                    + " https://ingest.example:8443",
            "http://localhost:8889/{stream}, http://localhost:8889/Demo1-live1, http://localhost:8889",
            "http://127.0.0.1/{stream}, http://127.0.0.1/Demo1-live1, http://127.0.0.1",
            "http://[::1]:1/{stream}, http://[::1]:1/Demo1-live1, http://[::1]:1"})
    void theNameOfTheStreamGoesIntoTheEndpointAndItsOriginStaysTheSame(String whip, String endpoint, String origin) {
        IngestProperties ingest = new IngestProperties(SERVER, whip);
        assertThat(ingest.whip(STREAM)).contains(endpoint);
        assertThat(ingest.whipOrigin()).contains(origin);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://ingest.example/whip", "https://{stream}.example/whip",
            "https://ingest.example:{stream}/", "https://ingest.example/{stream}/{stream}", "{stream}",
            "https://{stream}/", "http://ingest.example/{stream}", "http://localhost.example/{stream}",
            "https://user:secret@ingest.example/{stream}", "https://ingest.example/{stream}#x",
            "https://ingest.example/#{stream}", "https:/{stream}", "https://ingest.example/a b/{stream}",
            "https://ingest.example; script-src */{stream}", "javascript:alert({stream})",
            "wss://ingest.example/{stream}"})
    void whatIsNoEndpointOrCouldOpenMoreThanItsOriginIsAFault(String whip) {
        assertThatThrownBy(() -> new IngestProperties(SERVER, whip)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("whip is not a https URL");
    }

    @Test
    void withoutAnEndpointNobodySendsFromABrowser() {
        IngestProperties ingest = new IngestProperties(SERVER, "");
        assertThat(ingest.whip(STREAM)).isEmpty();
        assertThat(ingest.whipOrigin()).isEmpty();
    }

    @Test
    void allFaultsAreNamed() {
        assertThatThrownBy(() -> new IngestProperties("http://localhost", "whip"))
                .hasMessageContainingAll("server does not begin", "whip is not");
    }
}
