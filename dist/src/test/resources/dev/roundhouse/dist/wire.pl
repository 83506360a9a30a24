# A wire that is slow and loses packets, for kernels without netem: reads packets from a TUN device,
# drops some of them, and gives the others back after a while.
#
#     perl wire.pl DEVICE SECONDS SHARE
#
# It says "ready" when the device is there, which goes with this process.
use strict;
use warnings;
use Fcntl;
use Time::HiRes qw(time);

my ($device, $delay, $loss) = @ARGV;
my ($set_interface, $plain_packets) = (0x400454ca, 0x1001);    # TUNSETIFF; IFF_TUN | IFF_NO_PI
sysopen(my $tun, '/dev/net/tun', O_RDWR) or die "/dev/net/tun: $!\n";
ioctl($tun, $set_interface, pack('a16 s x22', $device, $plain_packets)) or die "$device: $!\n";
$| = 1;
print "ready\n";

srand(1);
my @under_way;
while (1) {
  my $wait = @under_way ? $under_way[0][0] - time : undef;
  $wait = 0 if defined $wait && $wait < 0;
  my $ready = '';
  vec($ready, fileno($tun), 1) = 1;
  if (select($ready, undef, undef, $wait) > 0) {
    sysread($tun, my $packet, 65_535);
    push @under_way, [ time + $delay, $packet ] if rand() >= $loss;
  }
  while (@under_way && $under_way[0][0] <= time) {
    my $due = shift @under_way;
    syswrite($tun, $due->[1]);
  }
}
