package dev.playgate.role;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import dev.playgate.token.SignatureProviders;

/**
 * What verifies signatures: the JDK, until the choice is made. It is made beside the start, which does not wait for it,
 * since to load native code takes as long as a tenth of a start.
 */
record SignatureChoice(CompletableFuture<SignatureProviders> choice) implements Supplier<SignatureProviders> {

    static SignatureChoice begin() {
        CompletableFuture<SignatureProviders> choice = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("signature-choice").start(() -> choice.complete(SignatureProviders.choose()));
        return new SignatureChoice(choice);
    }

    @Override
    public SignatureProviders get() {
        return choice.getNow(SignatureProviders.jdk());
    }
}
