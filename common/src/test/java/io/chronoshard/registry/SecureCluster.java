package io.chronoshard.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.shaded.org.apache.kerby.kerberos.kerb.KrbException;
import org.apache.hadoop.shaded.org.apache.kerby.kerberos.kerb.client.KrbClient;
import org.apache.hadoop.shaded.org.apache.kerby.kerberos.kerb.client.KrbConfigKey;
import org.apache.hadoop.shaded.org.apache.kerby.kerberos.kerb.crypto.EncryptionHandler;
import org.apache.hadoop.shaded.org.apache.kerby.kerberos.kerb.keytab.Keytab;
import org.apache.hadoop.shaded.org.apache.kerby.kerberos.kerb.keytab.KeytabEntry;
import org.apache.hadoop.shaded.org.apache.kerby.kerberos.kerb.server.KdcConfigKey;
import org.apache.hadoop.shaded.org.apache.kerby.kerberos.kerb.server.SimpleKdcServer;
import org.apache.hadoop.shaded.org.apache.kerby.kerberos.kerb.type.KerberosTime;
import org.apache.hadoop.shaded.org.apache.kerby.kerberos.kerb.type.base.EncryptionType;
import org.apache.hadoop.shaded.org.apache.kerby.kerberos.kerb.type.base.PrincipalName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A KDC and an HDFS that takes nobody without a ticket, as a process of their own: who is logged in
 * is one for a whole JVM. It ends with its standard input.
 *
 * <p>The KDC is Kerby's {@link SimpleKdcServer}, which Hadoop's MiniKdc wraps and whose settings it
 * hides: tickets of seconds need {@link KdcConfigKey#MINIMUM_TICKET_LIFETIME}.
 *
 * <p>In the folder that it is given it leaves {@code krb5.conf}; {@code client/core-site.xml} for
 * those who use HDFS; {@code plant.keytab} of {@link #PLANT}, who owns the folder {@code /plant}
 * with the files of the folder {@code input} in it; {@code dismissed.keytab} of one whom the KDC no
 * longer knows; and {@code silent.keytab} of one whose KDC takes connections and never answers.
 * Tickets last for {@link #TICKET_SECONDS}.
 */
public final class SecureCluster {

  private static final Logger LOG = LoggerFactory.getLogger(SecureCluster.class);

  /** Written to standard output on a line of its own once everything is there. */
  public static final String READY = "ready";

  private static final String REALM = "CHRONOSHARD.TEST";

  /** Who trains and scores. */
  public static final String PLANT = "plant@" + REALM;

  /** Whom the KDC does not know any more. */
  private static final String DISMISSED = "dismissed@" + REALM;

  /** Whose KDC does not answer. */
  private static final String SILENT = "plant@SILENT.TEST";

  /** How long a ticket lasts unless another time is asked for. */
  public static final int TICKET_SECONDS = 4;

  private static final String HDFS = "hdfs/localhost";
  private static final String WEB = "HTTP/localhost";

  private final Path folder;
  private final SimpleKdcServer kdc;

  private SecureCluster(Path folder) throws KrbException {
    this.folder = folder;
    kdc = new SimpleKdcServer();
  }

  /**
   * Starts them, and writes a ticket of {@link #PLANT} for each line that it reads, {@code SECONDS
   * FILE}, as {@code kinit} would; answers each with {@link #READY}.
   */
  public static void main(String[] args) {
    try {
      new SecureCluster(Path.of(args[0])).serve();
    } catch (IOException | KrbException | RuntimeException | Error failure) {
      LOG.error("the cluster failed", failure);
    }
    // Threads of servers that did not start as a whole would keep the process.
    System.exit(0);
  }

  private void serve() throws IOException, KrbException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      startKdc(silent.getLocalPort());
      try (MiniDFSCluster hdfs = startHdfs();
          BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
        fill(hdfs.getFileSystem());
        System.out.println(READY);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          String[] words = line.split(" ", 2);
          writeTicket(Long.parseLong(words[0]), Path.of(words[1]));
          System.out.println(READY);
        }
      }
    }
  }

  private void startKdc(int silentPort) throws IOException, KrbException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    kdc.setWorkDir(Files.createDirectories(folder.resolve("kdc")).toFile());
    kdc.setKdcRealm(REALM);
    kdc.setKdcHost("localhost");
    kdc.setAllowUdp(false);
    kdc.setKdcTcpPort(port);
    kdc.getKdcConfig().setLong(KdcConfigKey.MINIMUM_TICKET_LIFETIME, 1L);
    kdc.getKdcConfig().setLong(KdcConfigKey.MAXIMUM_TICKET_LIFETIME, (long) TICKET_SECONDS);
    kdc.init();
    String realms =
        """
        [libdefaults]
          default_realm = REALM
          udp_preference_limit = 1
          dns_lookup_kdc = false
          rdns = false
        [realms]
          REALM = {
            kdc = localhost:PORT
          }
          SILENT.TEST = {
            kdc = localhost:SILENT
            kdc_timeout = 500
            max_retries = 1
          }
        """
            .replace("REALM", REALM)
            .replace("localhost:PORT", "localhost:" + port)
            .replace("localhost:SILENT", "localhost:" + silentPort);
    Files.writeString(folder.resolve("krb5.conf"), realms);
    // The servers themselves ask for tickets that last.
    Path servers =
        Files.writeString(
            folder.resolve("servers.conf"),
            realms.replace("[realms]", "  ticket_lifetime = 1d\n[realms]"));
    System.setProperty("java.security.krb5.conf", servers.toString());
    kdc.start();
    kdc.createAndExportPrincipals(file("services.keytab"), HDFS, WEB);
    kdc.createAndExportPrincipals(file("plant.keytab"), PLANT);
    kdc.createAndExportPrincipals(file("dismissed.keytab"), DISMISSED);
    kdc.deletePrincipal(DISMISSED);
    Keytab silent = new Keytab();
    silent.addEntry(
        new KeytabEntry(
            new PrincipalName(SILENT),
            KerberosTime.now(),
            1,
            EncryptionHandler.string2Key(
                SILENT, "secret", EncryptionType.AES128_CTS_HMAC_SHA1_96)));
    silent.store(file("silent.keytab"));
  }

  private java.io.File file(String name) {
    return folder.resolve(name).toFile();
  }

  private MiniDFSCluster startHdfs() throws IOException {
    Configuration hadoop = new Configuration();
    Map<String, String> secured =
        Map.of(
            "hadoop.security.authentication", "kerberos",
            "dfs.namenode.kerberos.principal", HDFS + "@" + REALM,
            "dfs.data.transfer.protection", "authentication");
    secured.forEach(hadoop::set);
    String keytab = file("services.keytab").toString();
    hadoop.set("dfs.namenode.keytab.file", keytab);
    hadoop.set("dfs.datanode.kerberos.principal", HDFS + "@" + REALM);
    hadoop.set("dfs.datanode.keytab.file", keytab);
    hadoop.set("dfs.web.authentication.kerberos.principal", WEB + "@" + REALM);
    hadoop.set("dfs.web.authentication.kerberos.keytab", keytab);
    hadoop.setBoolean("dfs.block.access.token.enable", true);
    // Else a data node wants ports below 1024, or certificates for its pages.
    hadoop.setBoolean("ignore.secure.ports.for.testing", true);
    hadoop.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.resolve("hdfs").toString());
    UserGroupInformation.setConfiguration(hadoop);
    MiniDFSCluster hdfs = new MiniDFSCluster.Builder(hadoop).numDataNodes(1).build();
    Configuration client = new Configuration(false);
    secured.forEach(client::set);
    client.set("fs.defaultFS", hdfs.getURI().toString());
    // Tickets that last for seconds must be replaced as often, and no connection outlives them.
    client.set("hadoop.kerberos.min.seconds.before.relogin", "0");
    client.set("ipc.client.connection.maxidletime", "500");
    try (OutputStream site =
        Files.newOutputStream(
            Files.createDirectories(folder.resolve("client")).resolve("core-site.xml"))) {
      client.writeXml(site);
    }
    return hdfs;
  }

  private void fill(FileSystem files) throws IOException {
    org.apache.hadoop.fs.Path plant = new org.apache.hadoop.fs.Path("/plant");
    org.apache.hadoop.fs.Path input = new org.apache.hadoop.fs.Path(plant, "input");
    files.mkdirs(plant);
    files.copyFromLocalFile(new org.apache.hadoop.fs.Path(folder.resolve("input").toUri()), input);
    for (org.apache.hadoop.fs.Path one : List.of(plant, input)) {
      files.setOwner(one, "plant", "plant");
      files.setPermission(one, new FsPermission("700"));
    }
  }

  private void writeTicket(long seconds, Path cache) throws KrbException {
    KrbClient client = kdc.getKrbClient();
    client.getKrbConfig().setLong(KrbConfigKey.TICKET_LIFETIME, seconds);
    client.storeTicket(client.requestTgt(PLANT, file("plant.keytab")), cache.toFile());
  }
}
