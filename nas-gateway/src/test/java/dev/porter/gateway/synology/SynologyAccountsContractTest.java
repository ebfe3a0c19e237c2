package dev.porter.gateway.synology;

import dev.porter.gateway.synology.simulator.Profile;
import dev.porter.nas.Nas;
import dev.porter.nas.NasAccountsContract;
import dev.porter.nas.UserName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

/// What every NAS with users of its own promises, on a DSM of each kind.
class SynologyAccountsContractTest {
    abstract static class OnDsm extends NasAccountsContract {
        private final Dsm dsm;

        OnDsm(Profile profile) {
            this.dsm = Dsm.start(profile);
        }

        @Override
        protected Nas newNas() {
            return dsm.nas();
        }

        @Override
        protected void requireCode(UserName name, String code) {
            dsm.simulator().requireCode(name.value(), code);
        }

        @AfterEach
        void stop() {
            dsm.close();
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
