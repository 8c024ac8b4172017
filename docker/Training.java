import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;

/// How many tokens are played by, one after another: enough for the JVM to know what of the hot path is hot.
static final int TOKENS = 200;
static final int RELOADS = 5;
static final int SEGMENTS = 6;
static final int SEGMENT_BYTES = 8192;

static final Duration START = Duration.ofMinutes(3);
static final Duration END = Duration.ofMinutes(5);
static final int ENDED_IN_ORDER = 0;

static final Path LOG = Path.of("training.log");

/// Its hash is in `training/registry.yaml`, and it opens nothing else.
static final String API_KEY = "training";
static final String STREAM = "/hls/Train-live1/";

static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

/// Trains the AOT cache of the image: starts the application, as the arguments say, plays from it as viewers do, and ends
/// it. So the cache has the classes that playing takes, and what the JVM learned of their methods. What is played comes
/// from a small origin in this process. Fails when the application answers anything that it should not.
void main(String[] command) throws Exception {
    try (var origin = new ServerSocket(0, 64, InetAddress.getLoopbackAddress())) {
        Thread.ofPlatform().daemon().start(() -> serve(origin));
        int port = freePort();
        int management = freePort();
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(LOG.toFile());
        builder.environment().putAll(Map.of("SERVER_PORT", "" + port, "MANAGEMENT_SERVER_PORT", "" + management,
                "TRAINING_ORIGIN", "127.0.0.1:" + origin.getLocalPort()));
        var application = builder.start();
        try {
            awaitReadiness(application, management);
            for (int i = 0; i < TOKENS; i++) {
                play("http://127.0.0.1:" + port, i);
            }
            expect(200, request("http://127.0.0.1:" + management + "/actuator/prometheus"));
            application.destroy();
            check(application.waitFor(END.toSeconds(), TimeUnit.SECONDS), "the application does not end");
            check(application.exitValue() == ENDED_IN_ORDER, "the application ended with " + application.exitValue());
        } catch (Exception e) {
            System.err.println(Files.readString(LOG));
            throw e;
        } finally {
            application.destroyForcibly();
        }
    }
}

void awaitReadiness(Process application, int management) throws Exception {
    var readiness = request("http://127.0.0.1:" + management + "/actuator/health/readiness").build();
    for (var end = Instant.now().plus(START); Instant.now().isBefore(end); Thread.sleep(100)) {
        check(application.isAlive(), "the application has not started");
        try {
            if (CLIENT.send(readiness, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                return;
            }
        } catch (ConnectException e) {
            // Not yet.
        }
    }
    throw new IllegalStateException("the application is not ready");
}

/// One viewer: a token of their own, a playlist that is loaded again and again, its segments; and what is refused.
void play(String server, int number) throws Exception {
    var token = newToken(server, number);
    var playlist = server + STREAM + "index.m3u8";
    for (int i = 0; i < RELOADS; i++) {
        var lines = expect(200, request(playlist + "?jwtoken=" + token).header("Origin", "https://a.example")).lines();
        var segments = lines.filter(line -> line.contains("ticket=")).toList();
        check(segments.size() == SEGMENTS, "a playlist has " + segments.size() + " tickets");
        for (var segment : segments) {
            expect(200, request(server + STREAM + segment).header("Origin", "https://a.example"));
        }
        expect(200, request(server + STREAM + "whole.ts?jwtoken=" + token).header("Range", "bytes=0-"));
        expect(200, request(server + STREAM + "whole.ts").header("Authorization", "Bearer " + token));
        expect(200, request(server + STREAM + "whole.ts?jwtoken=" + token).HEAD());
    }
    expect(403, request(playlist));
    expect(403, request(playlist + "?jwtoken=" + token.substring(0, token.length() - 4) + "AAAA"));
    expect(403, request(playlist + "?ticket=AAAA"));
    expect(400, request(playlist + "?jwtoken=" + token + "&jwtoken=" + token));
    expect(404, request(server + "/hls/Train-none/index.m3u8?jwtoken=" + newToken(server, 0)));
    expect(204, request(playlist).method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
}

/// Tokens of each kind in turn.
String newToken(String server, int number) throws Exception {
    var claims = switch (number % 3) {
        case 0 -> "\"orgawide\":true";
        case 1 -> "\"groupid\":\"00000000-0000-4000-8000-000000000002\",\"domain\":\"a.example\",\"domainOptional\":true";
        default -> "\"streams\":[\"Train-live1\"],\"ip\":\"127.0.0.0/8\",\"tag\":\"t\",\"user\":\"user-" + number + "\"";
    };
    var answer = expect(200, request(server + "/api/v1/splay").header("X-BINTU-APIKEY", API_KEY)
            .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString("{" + claims + "}")));
    return answer.replaceFirst(".*\"token\":\"([^\"]+)\".*", "$1");
}

HttpRequest.Builder request(String uri) {
    return HttpRequest.newBuilder(URI.create(uri)).timeout(Duration.ofSeconds(30));
}

String expect(int status, HttpRequest.Builder builder) throws Exception {
    var request = builder.build();
    var answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    check(answer.statusCode() == status, request.method() + " " + request.uri().getPath() + " was answered with "
            + answer.statusCode() + " instead of " + status);
    return answer.body();
}

void check(boolean holds, String otherwise) {
    if (!holds) {
        throw new IllegalStateException(otherwise);
    }
}

int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
    }
}

/// An origin of plain sockets, since the run time of the image need not have a server of its own.
void serve(ServerSocket origin) {
    while (!origin.isClosed()) {
        try {
            var socket = origin.accept();
            Thread.ofPlatform().daemon().start(() -> answer(socket));
        } catch (IOException e) {
            return;
        }
    }
}

void answer(Socket socket) {
    var playlist = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:2\n#EXT-X-MEDIA-SEQUENCE:1\n");
    for (int i = 0; i < SEGMENTS; i++) {
        playlist.append("#EXTINF:2.000,\nsegment").append(i).append(".ts\n");
    }
    try (socket) {
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream()));
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            var isPlaylist = line.contains(".m3u8");
            var body = isPlaylist ? playlist.toString().getBytes() : new byte[SEGMENT_BYTES];
            var isHead = line.startsWith("HEAD");
            while (!in.readLine().isEmpty()) {
                // The fields of the request say nothing here.
            }
            // In one piece, or the second would wait until the first is acknowledged.
            var out = new BufferedOutputStream(socket.getOutputStream(), 2 * SEGMENT_BYTES);
            out.write(("HTTP/1.1 200 OK\r\nContent-Type: " + (isPlaylist ? "application/vnd.apple.mpegurl" : "video/mp2t")
                    + "\r\nContent-Length: " + body.length + "\r\n\r\n").getBytes());
            out.write(body, 0, isHead ? 0 : body.length);
            out.flush();
        }
    } catch (IOException e) {
        // The gateway has closed the connection.
    }
}
