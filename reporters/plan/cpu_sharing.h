// How workers that run at once slow each other down.
//
//   const CpuSharing sharing{2, 1.4};  // two threads of one core
//   sharing.SpeedOfEach(1);            // 1: one worker has the core to itself
//   sharing.SpeedOfEach(2);            // 0.7: so two do 1.4 times as much

#ifndef REPORTERS_PLAN_CPU_SHARING_H_
#define REPORTERS_PLAN_CPU_SHARING_H_

namespace feluda {

struct CpuSharing {
  // What `cpus` CPUs do together when all work (`rate`), in units of what one
  // does alone.
  double cpus = 1;
  double rate = 1;

  // What each busy CPU does, as a share of what it would alone. It falls in a
  // straight line from 1 for one busy CPU to rate/cpus for all of them. Few
  // workers that the system spreads over cores do better than that.
  double SpeedOfEach(double busy) const;

  // A machine of another number of CPUs, whose CPUs slow each other down as
  // much when all of them work.
  CpuSharing Scaled(double to_cpus) const;
};

}  // namespace feluda

#endif  // REPORTERS_PLAN_CPU_SHARING_H_
