package dev.porter.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.porter.disk.TemporaryFolder;
import dev.porter.gateway.folder.FolderNas;
import dev.porter.gateway.synology.SynologyNas;
import dev.porter.nas.Nas;
import dev.porter.nas.UserName;
import dev.porter.settings.CannotStartException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.support.GenericApplicationContext;

@ExtendWith(OutputCaptureExtension.class)
class NasGatewayConfigurationTest {
    @TempDir Path data;
    private ApplicationContextRunner porter = new ApplicationContextRunner();

    @BeforeEach
    void with_a_data_folder() {
        porter =
                porter.withConfiguration(AutoConfigurations.of(NasGatewayConfiguration.class))
                        .withBean(TemporaryFolder.class, this::temporary)
                        .withPropertyValues("porter.data=" + data);
    }

    private TemporaryFolder temporary() {
        return TemporaryFolder.in(data.resolve("tmp"));
    }

    @Test
    void without_a_setting_the_nas_is_a_folder_in_porters_data() {
        porter.run(context -> {
            assertThat(context).hasSingleBean(Nas.class).hasSingleBean(FolderNas.class);
            context.getBean(Nas.class).files().createHome(new UserName("alice"));
            assertThat(data.resolve("nas/alice")).isDirectory();
        });
    }

    @Test
    void the_folder_and_the_quota_can_be_set() {
        porter.withPropertyValues(
                        "porter.nas.type=folder",
                        "porter.nas.folder.path=" + data.resolve("disk"),
                        "porter.nas.folder.quota=50GB")
                .run(context -> {
                    var files = context.getBean(Nas.class).files();
                    files.createHome(new UserName("alice"));
                    assertThat(data.resolve("disk/alice")).isDirectory();
                    assertThat(files.space(new UserName("alice")).quota()).hasValue(50L << 30);
                });
    }

    @Test
    void an_empty_path_is_no_path() {
        porter.withPropertyValues("porter.nas.folder.path=")
                .run(context -> assertThat(data.resolve("nas")).isDirectory());
    }

    @Test
    void a_synology_is_not_asked_for_anything_at_the_start() {
        porter.withPropertyValues(
                        "porter.nas.type=synology",
                        "porter.nas.synology.url=https://nas.invalid:5001",
                        "porter.nas.synology.username=porter",
                        "porter.nas.synology.password=secret")
                .run(context -> {
                    assertThat(context).hasSingleBean(Nas.class).hasSingleBean(SynologyNas.class);
                    assertThat(data).isEmptyDirectory();
                });
    }

    @Test
    void a_synology_without_an_address_stops_the_start_with_one_sentence(CapturedOutput output) {
        var application = new SpringApplication(NasGatewayConfiguration.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.addInitializers(context ->
                ((GenericApplicationContext) context)
                        .registerBean(TemporaryFolder.class, this::temporary));
        assertThatThrownBy(() ->
                        application.run("--porter.data=" + data, "--porter.nas.type=synology"))
                .hasRootCauseInstanceOf(CannotStartException.class);
        assertThat(output.getAll().lines())
                .filteredOn(line -> line.startsWith("porter.nas.synology.url is missing"))
                .singleElement()
                .asString()
                .contains("https://nas.example.org:5001")
                .endsWith(".");
        assertThat(output.getAll()).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource({
        "porter.nas.type, ftp, set it to folder or synology",
        "porter.nas.type, '', set it to folder or synology",
        "porter.nas.folder.quota, -1GB, such as 50GB",
        "porter.nas.folder.quota, 0, such as 50GB"
    })
    void a_wrong_value_stops_the_start_with_one_sentence(
            String key, String value, String remedy, CapturedOutput output) {
        var application = new SpringApplication(NasGatewayConfiguration.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.addInitializers(context ->
                ((GenericApplicationContext) context)
                        .registerBean(TemporaryFolder.class, this::temporary));
        assertThatThrownBy(() -> application.run("--porter.data=" + data, "--" + key + "=" + value))
                .hasRootCauseInstanceOf(CannotStartException.class);
        assertThat(output.getAll().lines())
                .filteredOn(line -> line.startsWith(key + " is"))
                .singleElement()
                .asString()
                .contains(remedy)
                .endsWith(".");
        assertThat(output.getAll()).doesNotContain("\tat ", "BindException");
    }
}
