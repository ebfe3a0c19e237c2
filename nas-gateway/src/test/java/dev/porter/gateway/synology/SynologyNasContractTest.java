package dev.porter.gateway.synology;

import dev.porter.gateway.synology.simulator.DsmSimulator;
import dev.porter.gateway.synology.simulator.Profile;
import dev.porter.nas.Nas;
import dev.porter.nas.NasContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

/// What every NAS promises, on a DSM of each kind.
class SynologyNasContractTest {
    abstract static class OnDsm extends NasContract {
        private final Profile profile;
        private final Dsm dsm;

        /// Three profiles do it, encrypted both ways; [TransfersByHand] sends gigabytes.
        @Override
        protected long streamedBytes() {
            return 24L << 20;
        }

        OnDsm(Profile profile) {
            this.profile = profile;
            this.dsm = Dsm.start(profile);
        }

        @Override
        protected Nas newNas() {
            return dsm.nas();
        }

        @AfterEach
        void stop() {
            dsm.close();
        }

        @Override
        protected boolean takes(String name) {
            return name.equals(name.strip())
                    && !name.startsWith("@ea")
                    && !name.equals("#recycle")
                    && DsmSimulator.takes(profile, name);
        }
    }

    @Nested
    class AsTheGuideSays extends OnDsm {
        AsTheGuideSays() {
            super(Profile.GUIDE);
        }
    }

    @Nested
    class AsDsm721 extends OnDsm {
        AsDsm721() {
            super(Profile.DSM721);
        }
    }

    @Nested
    class AsDsm73 extends OnDsm {
        AsDsm73() {
            super(Profile.DSM73);
        }
    }
}
