package dev.playgate;

import java.io.IOException;
import java.net.ServerSocket;

/**
 * Ports for servers that want to be told theirs. Below those that the system gives to whoever asks for any, or it could give
 * one away before its server has it; other processes of the test run begin elsewhere.
 */
public final class Ports {

    private static final int FIRST = 10_000;
    private static final int COUNT = 20_000;
    private static final int FOR_EACH_PROCESS = 61;

    private static int next = Math.floorMod(ProcessHandle.current().pid() * FOR_EACH_PROCESS, COUNT);

    private Ports() {
    }

    /** One that nobody listens on, another one at each call. */
    public static synchronized int free() {
        for (int tried = 0; tried < COUNT; tried++) {
            int port = FIRST + next;
            next = (next + 1) % COUNT;
            if (isFree(port)) {
                return port;
            }
        }
        throw new AssertionError("no port is free");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException _) {
            return false;
        }
    }
}
