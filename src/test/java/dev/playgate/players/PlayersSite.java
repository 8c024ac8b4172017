package dev.playgate.players;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;

import static org.assertj.core.api.Assertions.assertThat;

/** The web site that has the players on its pages: of another web origin than Playgate. */
final class PlayersSite implements AutoCloseable {

    private static final Path PLAYERS = Path.of("target/players").toAbsolutePath();

    private final HttpServer server;

    private PlayersSite(HttpServer server) {
        this.server = server;
    }

    /** Installs the players from npm first, unless they are there. */
    static PlayersSite start() throws IOException, InterruptedException {
        Process install = new ProcessBuilder("src/test/players/install", PLAYERS.toString())
                .redirectErrorStream(true).redirectOutput(Path.of("target/players-install.log").toFile()).start();
        assertThat(install.waitFor(5, TimeUnit.MINUTES)).as("npm has installed the players").isTrue();
        assertThat(install.exitValue()).as("src/test/players/install").isZero();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/npm/", SimpleFileServer.createFileHandler(PLAYERS.resolve("node_modules")));
        server.createContext("/",
                SimpleFileServer.createFileHandler(Path.of("src/test/resources/players").toAbsolutePath()));
        server.start();
        return new PlayersSite(server);
    }

    String page() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/player.html";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
