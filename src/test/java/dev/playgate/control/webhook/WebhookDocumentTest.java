package dev.playgate.control.webhook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** {@code docs/webhook.md} verifies what is sent. */
class WebhookDocumentTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_782_907_200);
    private static final String SECRET = "whsec_" + "0a".repeat(32);
    private static final String BODY = "{\"name\":\"ä\"}";

    @Test
    void itsProgramTakesWhatIsGenuineAndNothingElse() throws IOException, InterruptedException {
        assumeTrue(isThere(), "Node.js is not installed");
        String good = WebhookSignature.of(SECRET, NOW, BODY);
        String script = program() + "const now = " + NOW.getEpochSecond() + ", body = '" + BODY + "', secret = '"
                + SECRET
                + "', good = '" + good + "';\n"
                + """
                    console.log([isGenuine(secret, good, body, now), isGenuine(secret, good, Buffer.from(body), now + 300),
                        isGenuine(secret, good, body, now + 301), isGenuine(secret, good, body, now - 301),
                        isGenuine(secret + '0', good, body, now), isGenuine(secret, good, body + ' ', now),
                        isGenuine(secret, good.replace(now, now + 1), body, now), isGenuine(secret, undefined, body, now),
                        isGenuine(secret, good.slice(0, -1), body, now), isGenuine(secret, good + '0', body, now)].join());
                    """;
        Process node = new ProcessBuilder("node", "--input-type=module", "-").redirectErrorStream(true).start();
        node.getOutputStream().write(script.getBytes(StandardCharsets.UTF_8));
        node.getOutputStream().close();
        String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(node.waitFor()).as(said).isZero();
        assertThat(said).isEqualTo("true,true" + ",false".repeat(8));
    }

    private static boolean isThere() throws InterruptedException {
        try {
            return new ProcessBuilder("node", "--version").redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static String program() throws IOException {
        Matcher block = Pattern.compile("```js\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("docs", "webhook.md")));
        assertThat(block.find()).isTrue();
        return block.group(1);
    }
}
