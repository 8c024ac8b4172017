package dev.playgate.token;

import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SignatureException;
import java.security.SignatureSpi;

/** A provider whose verifications all end alike. */
final class LyingProvider extends Provider {

    /** How one ends. */
    @FunctionalInterface
    interface Ending {
        boolean verify() throws SignatureException;
    }

    LyingProvider(Ending ending) {
        super("Lying", "1", "");
        for (TokenAlgorithm algorithm : TokenAlgorithm.values()) {
            putService(new Service(this, "Signature", algorithm.jcaName(), "none", null, null) {
                @Override
                public Object newInstance(Object parameter) {
                    return new Lie(ending);
                }
            });
        }
    }

    private static final class Lie extends SignatureSpi {

        private final Ending ending;

        Lie(Ending ending) {
            this.ending = ending;
        }

        @Override
        protected void engineInitVerify(PublicKey key) {
        }

        @Override
        protected void engineInitSign(PrivateKey key) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected void engineUpdate(byte b) {
        }

        @Override
        protected void engineUpdate(byte[] bytes, int offset, int length) {
        }

        @Override
        protected byte[] engineSign() {
            throw new UnsupportedOperationException();
        }

        @Override
        protected boolean engineVerify(byte[] signature) throws SignatureException {
            return ending.verify();
        }

        @Override
        @Deprecated
        protected void engineSetParameter(String name, Object value) {
            throw new UnsupportedOperationException();
        }

        @Override
        @Deprecated
        protected Object engineGetParameter(String name) {
            throw new UnsupportedOperationException();
        }
    }
}
